/** The simulators over GraphQL: every kind of content of every vendor, own files, the customer's phone and its receipts. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Role } from '../../src/domain/vocabulary.js';
import { listProviders } from '../../src/providers/registry.js';
import { textOnly } from '../../src/providers/simulation/simulated-abilities.js';
import {
  CreateUploadDocument,
  type Fault,
  MessageByIdDocument,
  SetSimulatorBehaviourDocument,
  SimulateAnyDocument,
  type SimulatedKind,
  SimulatedPhoneDocument,
  type SimulateInboundInput,
  SimulateReceiptDocument,
} from '../support/gql/operations.js';
import { readUnloggedChanges, watchUnloggedChanges } from '../support/unlogged-changes.js';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';
import { waitFor } from '../support/wait-for.js';

let desk: VendorDesk;
let channelIds: Map<string, string>;

beforeAll(async () => {
  desk = await startVendorDesk();
  await watchUnloggedChanges(desk.server.databaseUrl);
  const { rows } = await desk.server.app.database.pool.query('select id, external_id from channels');
  channelIds = new Map(rows.map(({ id, external_id: name }) => [name, id]));
});
afterAll(async () => {
  await desk.stop();
});

/** Every number of the demo, with what its vendor delivers. */
const numbers = listProviders().flatMap(({ kind, simulator }) =>
  simulator.account.channels.map(({ externalId }) => ({
    ...{ kind, externalId },
    abilities: simulator.abilities?.(externalId) ?? textOnly,
  })),
);
const from = '+77015550777';
const idOf = (externalId: string) => channelIds.get(externalId) ?? '';
const ask = (externalId: string, input: Partial<SimulateInboundInput> = {}, token = desk.owner) =>
  desk.server.ask(SimulateAnyDocument, { input: { channelId: idOf(externalId), from, ...input } }, token);
const messageOf = async (externalId: string, input: Partial<SimulateInboundInput> = {}) => {
  const { data, errors } = await ask(externalId, input);
  expect(errors).toBeUndefined();
  // Where only the vendor knows the number, a job asks it first.
  const id = data.simulateInbound.event?.id;
  return waitFor(async () => {
    const { rows } = await desk.server.app.database.pool.query(
      `select m.*, a.is_voice, a.mime_type, a.file_name, a.state from webhook_events w join messages m on m.id = w.message_id
         left join attachments a on a.message_id = m.id where w.id = $1`,
      [id],
    );
    return rows[0];
  });
};

const storedAs: Partial<Record<SimulatedKind, string>> = {
  ...{ VOICE: 'AUDIO', BUTTON: 'INTERACTIVE', LIST_CHOICE: 'INTERACTIVE', FORM: 'INTERACTIVE' },
};
const contents: Partial<Record<SimulatedKind, string>> = {
  ...{
    LOCATION: 'location',
    BUTTON: 'choice',
    LIST_CHOICE: 'choice',
    FORM: 'form',
    ORDER: 'order',
    CALL: 'call',
  },
};
const changes: readonly SimulatedKind[] = ['REACTION', 'EDIT', 'DELETION'];

describe('simulateInbound', () => {
  it.each(numbers.map(number => [number.externalId, number] as const))(
    'to %s sends every kind that its vendor delivers, and refuses the others with those',
    async (externalId, { abilities }) => {
      const first = await messageOf(externalId);
      expect(first).toMatchObject({ kind: 'TEXT', text: expect.stringContaining('ламинат') });
      const kinds = abilities.kinds as readonly SimulatedKind[];
      for (const kind of kinds.filter(each => !changes.includes(each))) {
        const message = await messageOf(externalId, { kind });
        expect({ kind, stored: message.kind }).toEqual({ kind, stored: storedAs[kind] ?? kind });
        if (kind === 'VOICE') expect(message.is_voice).toBe(true);
        if (kind === 'AUDIO') expect(message.is_voice).toBe(false);
        if (contents[kind]) expect(message.content).toMatchObject({ type: contents[kind] });
        // A vCard is the file of a card where the vendor does not read it.
        if (kind === 'CONTACT' && message.mime_type === null)
          expect(message.content).toMatchObject({ cards: [{ phones: [{ phone: '+77010000099' }] }] });
      }
      const [refused] = (['ORDER', 'STICKER', 'CALL'] as const).filter(kind => !kinds.includes(kind));
      if (refused)
        expect((await ask(externalId, { kind: refused })).errors?.[0]?.extensions).toMatchObject({
          ...{ code: 'CHANNEL_CANNOT', kinds },
        });
      const quote = { replyToMessageId: first.id, text: 'Об этом' };
      if (abilities.quotes)
        expect(await messageOf(externalId, quote)).toMatchObject({ reply_to_external_id: first.external_id });
      else expect((await ask(externalId, quote)).errors?.[0]?.extensions.capability).toBe('quotes');
    },
  );

  it('changes an earlier message as the vendor does', async () => {
    for (const [externalId, kinds] of [
      ['310000000000122', changes],
      ['7107000101', changes],
    ] as const) {
      const { id: messageId } = await messageOf(externalId);
      for (const kind of kinds) expect((await ask(externalId, { kind, messageId })).errors).toBeUndefined();
      const { data } = await desk.server.ask(MessageByIdDocument, { id: messageId }, desk.owner);
      expect(data.message).not.toBeNull();
      const { rows } = await desk.server.app.database.pool.query(
        'select deleted_at, edited_at from messages where id = $1',
        [messageId],
      );
      expect(rows[0]).toEqual({ deleted_at: expect.any(Date), edited_at: expect.any(Date) });
    }
    const { errors } = await ask('7107000101', { kind: 'EDIT' });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'messageId' });
  });

  it('sends a file of the user, as the kind of the file or as a document', async () => {
    const bytes = Buffer.from('name;price\nLaminate;5490\n');
    const upload = async (mimeType: string) => {
      const input = { fileName: 'prices.csv', mimeType, sizeBytes: bytes.length };
      return (await desk.server.run(CreateUploadDocument, input, desk.owner)).createUpload;
    };
    const { attachment, uploadUrl } = await upload('text/csv');
    const early = await ask('7107000101', { attachmentId: attachment.id });
    expect(early.errors?.[0]?.extensions.code).toBe('MEDIA_NOT_READY');
    expect((await fetch(uploadUrl, { method: 'PUT', body: bytes })).ok).toBe(true);
    const message = await messageOf('7107000101', { attachmentId: attachment.id, text: 'Прайс' });
    expect(message).toMatchObject({
      ...{ kind: 'DOCUMENT', text: 'Прайс', mime_type: 'text/csv', file_name: 'prices.csv' },
    });
    await waitFor(async () => {
      const { rows } = await desk.server.app.database.pool.query(
        "select size_bytes from attachments where message_id = $1 and state = 'STORED'",
        [message.id],
      );
      return Number(rows[0]?.size_bytes) === bytes.length;
    });
    const wrong = await ask('7107000101', { attachmentId: attachment.id, kind: 'VOICE' });
    expect(wrong.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'attachmentId' });
    const { rows } = await desk.server.app.database.pool.query(
      'select id from attachments where message_id = $1',
      [message.id],
    );
    // The file of a message is no upload, whoever may see the message.
    const taken = await ask('7107000101', { attachmentId: rows[0].id });
    expect(taken.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('needs the permission, and a number of the own company', async () => {
    const { rows } = await desk.server.app.database.pool.query("select id from tenants where slug = 'demo'");
    const manager = await desk.server.addUser(rows[0].id, 'm@demo.test', Role.MANAGER);
    const other = await desk.server.addTenant('other', Role.OWNER);
    expect((await ask('7107000101', {}, manager)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await ask('7107000101', {}, other.token)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const phone = { channelId: idOf('7107000101'), address: from };
    for (const [token, code] of [
      [manager, 'FORBIDDEN'],
      [other.token, 'NOT_FOUND'],
    ] as const)
      expect((await desk.server.ask(SimulatedPhoneDocument, phone, token)).errors?.[0]?.extensions.code).toBe(
        code,
      );
  });
});

describe("the customer's phone", () => {
  const setFaults = (externalId: string, faults: Fault[]) =>
    desk.server.run(SetSimulatorBehaviourDocument, { channelId: idOf(externalId), faults }, desk.owner);
  const phoneOf = async (externalId: string, address = from) => {
    const place = { channelId: idOf(externalId), address };
    return (await desk.server.run(SimulatedPhoneDocument, place, desk.owner)).simulatedPhone;
  };
  const arrived = (externalId: string, text: string) =>
    waitFor(async () => (await phoneOf(externalId)).messages.find(message => message.text === text));
  const receive = (externalId: string, receivedId: string, receipt: 'DELIVERED' | 'READ') =>
    desk.server.ask(
      SimulateReceiptDocument,
      { input: { channelId: idOf(externalId), receivedId, receipt } },
      desk.owner,
    );
  const statusOf = async (id: string) => (await desk.message(id)).status;

  it.each(['310000000000111', '+918800000122', '7107000101', 'whatsapp:+14155550145'])(
    'at %s shows what arrived; receipts come by hand under NO_RECEIPTS',
    async externalId => {
      await setFaults(externalId, ['NO_RECEIPTS']);
      const { conversation_id: conversationId } = await messageOf(externalId);
      const text = `Ответ ${externalId}`;
      const id = await desk.answer(conversationId, text);
      const received = await arrived(externalId, text);
      await waitFor(async () => (await statusOf(id)) === 'SENT');
      expect(await phoneOf(externalId)).toMatchObject({
        ...{ faults: ['NO_RECEIPTS'], receipts: ['DELIVERED', 'READ'] },
        messages: expect.arrayContaining([expect.objectContaining({ message: { id, status: 'SENT' } })]),
      });
      expect((await phoneOf(externalId, '+77015550778')).messages).toEqual([]);
      for (const receipt of ['DELIVERED', 'READ'] as const) {
        const { data } = await receive(externalId, received.id, receipt);
        expect(data.simulateReceipt.received.message).toEqual({ id, status: receipt });
      }
      await setFaults(externalId, []);
      const next = await desk.answer(conversationId, `${text}, ещё`);
      await waitFor(async () => (await statusOf(next)) === 'READ');
    },
  );

  it('has the message whose send was never answered; its receipt settles it', async () => {
    const externalId = '310000000000122';
    await setFaults(externalId, ['TIMEOUT_AFTER_ACCEPT', 'NO_RECEIPTS']);
    const { conversation_id: conversationId } = await messageOf(externalId);
    const id = await desk.answer(conversationId, 'Дошло?');
    const received = await arrived(externalId, 'Дошло?');
    const { data } = await receive(externalId, received.id, 'READ');
    expect(data.simulateReceipt.received.message).toEqual({ id, status: 'READ' });
    await setFaults(externalId, []);
  });

  it('refuses receipts that the vendor does not report, and unknown messages', async () => {
    const { conversation_id: conversationId } = await messageOf('instance_xxx');
    await desk.answer(conversationId, 'Без отчёта');
    const received = await arrived('instance_xxx', 'Без отчёта');
    expect(received.message).toBeNull();
    expect((await receive('instance_xxx', received.id, 'READ')).errors?.[0]?.extensions).toMatchObject({
      ...{ code: 'CHANNEL_CANNOT', capability: 'readReceipts' },
    });
    const foreign = await receive('7107000101', received.id, 'READ');
    expect(foreign.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

describe('the build of the inbox', () => {
  it('is named by every answer, by the page and by the socket', async () => {
    const { url } = desk.server;
    const page = await fetch(`${url}/inbox`);
    const build = page.headers.get('x-trunkline-build') ?? '';
    expect(build).toMatch(/^[\w-]{12}$/);
    expect(await page.text()).toContain(`"buildId":"${build}"`);
    for (const path of ['/graphql', '/livez', '/no-such-page'])
      expect((await fetch(`${url}${path}`)).headers.get('x-trunkline-build')).toBe(build);
    const client = desk.server.connect(desk.owner);
    const payload = await new Promise(resolve => {
      client.on('connected', (_socket, given) => resolve(given));
      client.subscribe({ query: '{ __typename }' }, { next: () => {}, error: resolve, complete: () => {} });
    });
    expect(payload).toEqual({ build });
  });
});

it('took a position of the event log with every change that stored answers show', async () => {
  expect(await readUnloggedChanges(desk.server.databaseUrl)).toEqual([]);
});
