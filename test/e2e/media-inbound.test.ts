/** A contact sends a file through each vendor: a job downloads its bytes, and they are served with a signed link. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { demoWebhookKey, findDemoCredentials } from '../../src/accounts/demo-data.js';
import { ProviderKind, SampleFile } from '../../src/domain/vocabulary.js';
import { sweepUnused } from '../../src/media/sweep-media.js';
import { getProvider } from '../../src/providers/registry.js';
import { makeSampleFile } from '../../src/providers/simulation/sample-files.js';
import { collect } from '../support/app.js';
import {
  MessageFilesDocument,
  type MessageFilesQuery,
  MessageFilesUpdatedDocument,
  RefetchAttachmentDocument,
  SimulateInboundFileDocument,
} from '../support/gql/operations.js';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';
import { waitFor } from '../support/wait-for.js';

type Files = NonNullable<MessageFilesQuery['message']>['attachments'];

const vendors = [
  [ProviderKind.CHATFLOW, 'instance_xxx'],
  [ProviderKind.GREEN_API, '7107000101'],
  [ProviderKind.TWILIO_CONVERSATIONS, 'whatsapp:+14155550123'],
  [ProviderKind.TWILIO_MESSAGING, 'whatsapp:+14155550145'],
  [ProviderKind.TATA, '+918800000111'],
  [ProviderKind.WHATSAPP_CLOUD, '310000000000111'],
] as const;

const picture = makeSampleFile(SampleFile.PICTURE);
const paper = makeSampleFile(SampleFile.DOCUMENT);
let desk: VendorDesk;
let people = 0;

beforeAll(async () => {
  desk = await startVendorDesk({ MEDIA_MAX_BYTES: '200000' });
});
afterAll(async () => {
  await desk.stop();
});

const newPerson = () => `7706${String(1_000_000 + ++people)}`;
const pool = () => desk.server.app.database.pool;

/** A contact sends a file; returns the message's id. */
async function sendFile(
  kind: ProviderKind,
  channel: string,
  file: ReturnType<typeof makeSampleFile>,
  text = `Файл ${newPerson()}`,
): Promise<string> {
  const { statuses } = await desk.host.postInbound(
    {
      provider: getProvider(kind),
      target: desk.server.url,
      message: { channelExternalId: channel, from: newPerson(), text },
      credentials: findDemoCredentials(kind) ?? {},
      webhookKey: demoWebhookKey,
    },
    file,
  );
  expect(statuses).toEqual([200]);
  return (await waitFor(async () => (await desk.messagesWithText(text))[0])).id;
}

const filesOf = async (id: string): Promise<Files> =>
  (await desk.server.run(MessageFilesDocument, { id }, desk.owner)).message?.attachments ?? [];

/** The files of a message, once each is settled. */
const settled = (id: string): Promise<Files> =>
  waitFor(
    async () => {
      const files = await filesOf(id);
      return files.length > 0 && files.every(file => file.state !== 'PENDING') ? files : null;
    },
    { timeoutMs: 15_000 },
  );

/** The message with the text, and its settled files, after a body was posted to a route. */
async function postBody(path: string, body: unknown, text: string, headers = {}): Promise<Files> {
  const answer = await desk.server.post(path, body, headers);
  expect(answer.status).toBe(200);
  const message = await waitFor(async () => (await desk.messagesWithText(text))[0]);
  return settled(message.id);
}

describe.each(vendors)('%s', (kind, channel) => {
  it.each([
    ['a picture', picture, 'IMAGE', /^inline; /],
    ['a document', paper, 'DOCUMENT', /^inline; filename="?.+\.pdf/],
  ])('%s comes here, and is served as it was sent', async (_what, file, messageKind, disposition) => {
    const id = await sendFile(kind, channel, file);
    const [stored] = await settled(id);
    expect(stored).toMatchObject({
      state: 'STORED',
      stateReason: null,
      mimeType: file.mimeType,
      sizeBytes: file.bytes.length,
    });
    const { message } = await desk.server.run(MessageFilesDocument, { id }, desk.owner);
    expect(message?.kind).toBe(messageKind);
    const answer = await fetch(stored?.url ?? '');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(file.mimeType);
    expect(answer.headers.get('content-disposition')).toMatch(disposition);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await answer.arrayBuffer()).equals(file.bytes)).toBe(true);
  });
});

describe('a message with a file', () => {
  it('tells its subscribers when the bytes are here, and never names a person in the link', async () => {
    const person = newPerson();
    const { conversationId } = await desk.write(
      ProviderKind.CHATFLOW,
      'instance_xxx',
      person,
      `Привет ${person}`,
    );
    const live = collect(desk.server.connect(desk.owner), MessageFilesUpdatedDocument, {
      filter: { conversationIds: [conversationId] },
      after: await desk.syncCursor(),
    });
    const other = collect(desk.server.connect(desk.owner), MessageFilesUpdatedDocument, {
      filter: { conversationIds: [conversationId] },
      after: await desk.syncCursor(),
    });
    const text = `Вот фото ${person}`;
    await desk.host.postInbound(
      {
        provider: getProvider(ProviderKind.CHATFLOW),
        target: desk.server.url,
        message: { channelExternalId: 'instance_xxx', from: person, text },
        credentials: findDemoCredentials(ProviderKind.CHATFLOW) ?? {},
        webhookKey: demoWebhookKey,
      },
      picture,
    );
    await waitFor(() => live.items.length > 0 && other.items.length > 0);
    const [update] = live.items;
    expect(update?.messageUpdated).toMatchObject({
      changed: ['attachments'],
      message: { attachments: [{ state: 'STORED', url: expect.stringContaining('/media/') }] },
    });
    // What the page needs to draw its box comes in the same update.
    const shown = update?.messageUpdated.message.attachments[0];
    expect(shown).toMatchObject({ width: 160, height: 160 });
    const small = await fetch(shown?.thumbnailUrl ?? '');
    expect([small.status, small.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(small.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    const { rows } = await pool().query('select id from users');
    for (const { id } of rows) expect(update?.messageUpdated.message.attachments[0]?.url).not.toContain(id);
    live.stop();
    other.stop();
  });

  it('comes from the demo itself, for a person who tries it', async () => {
    const { rows } = await pool().query("select id from channels where external_id = '7107000101'");
    const { simulateInbound } = await desk.server.run(
      SimulateInboundFileDocument,
      { channelId: rows[0].id, from: '+77071234567', text: 'Такой цвет есть?', file: 'PICTURE' },
      desk.owner,
    );
    expect(simulateInbound.event?.status).toBe('PROCESSED');
    const [file] = await settled(simulateInbound.event?.message?.id ?? '');
    expect(file).toMatchObject({ state: 'STORED', mimeType: 'image/png' });
  });
});

describe('a file that cannot be had', () => {
  const green = (downloadUrl: string, text: string, idMessage = `DEAD${newPerson()}`) => ({
    typeWebhook: 'incomingMessageReceived',
    instanceData: { idInstance: 7107000101, wid: '77000000010@c.us', typeInstance: 'whatsapp' },
    timestamp: Math.floor(Date.now() / 1_000),
    idMessage,
    senderData: { chatId: '77061112233@c.us', sender: '77061112233@c.us', senderName: 'A', chatName: 'A' },
    messageData: {
      typeMessage: 'imageMessage',
      fileMessageData: { downloadUrl, caption: text, fileName: 'a.jpg', mimeType: 'image/jpeg' },
    },
  });
  const post = (url: string, text = `Нет файла ${newPerson()}`, idMessage?: string) =>
    postBody('/whatsapp/webhook', green(url, text, idMessage), text, {
      authorization: 'Bearer ga-test-token',
    });
  /** Adds the image of a message to the simulated vendor. */
  const keepAtVendor = (text: string, messageId: string): void => {
    getProvider(ProviderKind.GREEN_API).simulator.inbound(
      {
        ...{ channelExternalId: '7107000101', from: '77061112233', senderName: null, text },
        ...{ messageId, at: new Date(), faults: [], file: desk.host.files.add(picture), filesUrl: '' },
      },
      {},
      'demo',
      '',
    );
  };
  /** A host in the operator's network, which must receive no request. */
  let inner: Server;
  let innerUrl: string;
  let innerHits = 0;

  beforeAll(async () => {
    inner = createServer((_request, response) => {
      innerHits += 1;
      response.end('an inner secret');
    });
    await new Promise<void>(resolve => inner.listen(0, '127.0.0.1', resolve));
    innerUrl = `http://127.0.0.1:${(inner.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await new Promise(resolve => inner.close(resolve));
  });

  it.each([
    ['of this machine', () => innerUrl],
    ['of this machine, spelt as a number', () => innerUrl.replace('127.0.0.1', '2130706433')],
    ['of this machine, in IPv6', () => innerUrl.replace('127.0.0.1', '[::ffff:127.0.0.1]')],
    ['of a name that is of this machine', () => innerUrl.replace('127.0.0.1', 'localhost')],
    ['of a private network', () => 'http://10.0.0.1/a.jpg'],
    ['where clouds keep their keys', () => 'http://169.254.169.254/latest/meta-data/'],
  ])('because its address is one %s: it is not even asked', async (_what, url) => {
    const [file] = await post(url());
    expect(file).toMatchObject({
      state: 'UNAVAILABLE',
      stateReason: expect.stringContaining('private network'),
      url: null,
    });
    expect(innerHits).toBe(0);
  });

  it('because the host does not exist, as in the sample bodies: with a reason, and the message is whole', async () => {
    const [file] = await post('https://media.green.example/7107000101/6f0a-img.jpg');
    expect(file).toMatchObject({
      state: 'UNAVAILABLE',
      stateReason: expect.stringContaining('cannot be reached'),
    });
  });

  it('because it is larger than is kept', async () => {
    const large = { ...picture, bytes: Buffer.concat([picture.bytes, Buffer.alloc(300_000)]) };
    const id = await sendFile(ProviderKind.WHATSAPP_CLOUD, '310000000000111', large);
    expect(await settled(id)).toMatchObject([
      { state: 'UNAVAILABLE', stateReason: expect.stringContaining('200000 bytes') },
    ]);
  });

  it('because the link has died and the vendor has nothing else', async () => {
    const [file] = await post(`https://simulator.invalid/green-api/files/${'0'.repeat(32)}`);
    expect(file).toMatchObject({
      state: 'UNAVAILABLE',
      stateReason: expect.stringMatching(/does not have the file/),
    });
  });

  it('but is had from where the vendor says when only the link has died', async () => {
    const text = `Ссылка умерла ${newPerson()}`;
    const idMessage = `GONE${newPerson()}`;
    keepAtVendor(text, idMessage);
    const [file] = await post(`https://simulator.invalid/green-api/files/${'0'.repeat(32)}`, text, idMessage);
    expect(file).toMatchObject({ state: 'STORED', sizeBytes: picture.bytes.length });
  });

  it('is had when a person asks for it again and the vendor has it by then', async () => {
    const text = `Файл опоздал ${newPerson()}`;
    const idMessage = `LATE${newPerson()}`;
    const [file] = await post(`https://simulator.invalid/green-api/files/${'0'.repeat(32)}`, text, idMessage);
    const [message] = await desk.messagesWithText(text);
    expect(file?.state).toBe('UNAVAILABLE');
    keepAtVendor(text, idMessage);
    const live = collect(desk.server.connect(desk.owner), MessageFilesUpdatedDocument, {
      filter: { conversationIds: [message?.conversation_id ?? ''] },
      after: await desk.syncCursor(),
    });
    const attachmentId = file?.id ?? '';
    const { refetchAttachment } = await desk.server.run(
      RefetchAttachmentDocument,
      { attachmentId },
      desk.owner,
    );
    expect(refetchAttachment.attachment).toEqual({ id: attachmentId, state: 'PENDING', stateReason: null });
    await waitFor(() =>
      live.items.some(({ messageUpdated }) => messageUpdated.message.attachments[0]?.state === 'STORED'),
    );
    const again = await desk.server.ask(RefetchAttachmentDocument, { attachmentId }, desk.owner);
    expect(again.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'WRONG_STATE' });
  });

  it('leaves no words of the link in the reason', async () => {
    const [file] = await post('http://127.0.0.1:9/secret-token-in-the-path?signature=abcdef');
    expect(JSON.stringify(file)).not.toMatch(/secret-token|abcdef|127\.0\.0\.1/);
  });
});

describe('a file inside the body, as ChatFlow may send it', () => {
  const body = (text: string, base64: string) => ({
    messageType: 'image',
    message: null,
    metadata: {
      remoteJid: '77061112234@s.whatsapp.net',
      instance_id: 'instance_xxx',
      messageId: newPerson(),
    },
    mediaData: { type: 'image', base64, mimetype: 'image/png', caption: text },
  });

  it('is stored, while the ledger keeps only a marker', async () => {
    const text = `Внутри ${newPerson()}`;
    const base64 = Buffer.from(picture.bytes).toString('base64');
    const [file] = await postBody('/webhooks/chatflow?key=demo', body(text, base64), text);
    expect(file).toMatchObject({ state: 'STORED', sizeBytes: picture.bytes.length });
    const bytes = Buffer.from(await (await fetch(file?.url ?? '')).arrayBuffer());
    expect(bytes.equals(picture.bytes)).toBe(true);
    const { rows } = await pool().query(
      'select kept_body from webhook_events where strpos(kept_body, $1) > 0',
      [text],
    );
    expect(rows[0].kept_body).toContain('[base64 removed: ');
    expect(rows[0].kept_body).not.toContain(base64.slice(0, 200));
  });

  it('comes with the message also when its number becomes known only later', async () => {
    const text = `Позже ${newPerson()}`;
    const late = { ...body(text, Buffer.from(paper.bytes).toString('base64')) };
    late.metadata = { ...late.metadata, instance_id: 'instance_late' };
    const answer = await desk.server.post('/webhooks/chatflow?key=demo', late);
    expect(await answer.json()).toMatchObject({ events: [{ status: 'QUARANTINED' }] });
    await sweepUnused({ ...desk.server.app.mediaParts, database: desk.server.app.database, olderThanMs: 0 });
    const { rows } = await pool().query("select account_id from channels where external_id = 'instance_xxx'");
    const query = parse(
      'mutation($id: ID!) { createChannel(input: { accountId: $id, externalId: "instance_late", displayName: "Late" }) { channel { id } } }',
    );
    await desk.server.run(query as never, { id: rows[0].account_id } as never, desk.owner);
    const message = await waitFor(async () => (await desk.messagesWithText(text))[0]);
    expect(await settled(message.id)).toMatchObject([{ state: 'STORED', sizeBytes: paper.bytes.length }]);
  });
});
