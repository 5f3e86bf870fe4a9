/** An agent sends a file: it is sent from the number that the contact wrote to, and the vendor gets the same bytes. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { simulatedAccount } from '../../src/accounts/simulated-provider.js';
import { ProviderKind, Role, SampleFile } from '../../src/domain/vocabulary.js';
import { sweepUnused } from '../../src/media/sweep-media.js';
import { makeSampleFile } from '../../src/providers/simulation/sample-files.js';
import {
  CancelScheduledReplyDocument,
  CannedRepliesDocument,
  CreateUploadDocument,
  MediaLimitsDocument,
  MessageFilesDocument,
  ScheduledRepliesDocument,
  ScheduleReplyDocument,
  SendReplyDocument,
  UpsertCannedReplyDocument,
  UpsertTeamDocument,
  ViewerDocument,
} from '../support/gql/operations.js';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';
import { waitFor } from '../support/wait-for.js';

const picture = makeSampleFile(SampleFile.PICTURE);
const paper = makeSampleFile(SampleFile.DOCUMENT);

interface Vendor {
  readonly channel: string;
  /** A contact's address in a send. */
  readonly to: (digits: string) => string;
  /** The last status that the simulated vendor reports. */
  readonly end: string;
}
const vendors: readonly (readonly [ProviderKind, Vendor])[] = [
  [ProviderKind.CHATFLOW, { channel: 'instance_yyy', to: digits => `${digits}@s.whatsapp.net`, end: 'SENT' }],
  [ProviderKind.GREEN_API, { channel: '7107000101', to: digits => `${digits}@c.us`, end: 'READ' }],
  [
    ProviderKind.TWILIO_CONVERSATIONS,
    { channel: 'whatsapp:+14155550123', to: digits => `whatsapp:+${digits}`, end: 'READ' },
  ],
  [
    ProviderKind.TWILIO_MESSAGING,
    { channel: 'whatsapp:+14155550145', to: digits => `whatsapp:+${digits}`, end: 'READ' },
  ],
  [ProviderKind.TATA, { channel: '+918800000122', to: digits => digits, end: 'READ' }],
  [ProviderKind.WHATSAPP_CLOUD, { channel: '310000000000122', to: digits => digits, end: 'READ' }],
];

let desk: VendorDesk;
let people = 0;
const newPerson = () => `7708${String(1_000_000 + ++people)}`;
beforeAll(async () => {
  desk = await startVendorDesk({ PROVIDER_TIMEOUT_MS: '5000' });
});
afterAll(async () => {
  await desk.stop();
});

interface Upload {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  readonly fileName?: string | null;
}

/** Uploads a file; returns its id. */
async function upload(
  { bytes, mimeType, fileName }: Upload,
  token = desk.owner,
  purpose: 'MESSAGE' | 'CANNED_REPLY' = 'MESSAGE',
): Promise<string> {
  const variables = { fileName: fileName ?? 'Стена.png', mimeType, sizeBytes: bytes.length, purpose };
  const { createUpload } = await desk.server.run(CreateUploadDocument, variables, token);
  const answer = await fetch(createUpload.uploadUrl ?? '', { method: 'PUT', body: Buffer.from(bytes) });
  expect(answer.status).toBe(204);
  return createUpload.attachment?.id ?? '';
}

const reply = (conversationId: string, attachmentIds: string[], extra: object = {}, token = desk.owner) =>
  desk.server.ask(SendReplyDocument, { input: { conversationId, attachmentIds, ...extra } as never }, token);
const codesOf = (answer: { readonly errors?: readonly { extensions: { code: string } }[] }) =>
  (answer.errors ?? []).map(error => error.extensions.code);

/** A conversation in which a contact has just written. */
const meet = async (kind: ProviderKind, channel: string) => {
  const person = newPerson();
  return { person, ...(await desk.write(kind, channel, person, `Здравствуйте ${person}`)) };
};
const deliveriesTo = (to: string) =>
  desk.host.deliveries(simulatedAccount).filter(delivery => delivery.to === to && delivery.mediaUrl !== null);

describe.each(vendors)('%s', (kind, { channel, to, end }) => {
  it.each([
    ['a picture with words under it', picture, 'IMAGE', 'Вот такая стена'],
    ['a document without words', paper, 'DOCUMENT', undefined],
  ])('is given %s', async (_what, file, messageKind, text) => {
    const { person, conversationId } = await meet(kind, channel);
    const id = await upload(file);
    const { data, errors } = await reply(conversationId, [id], text === undefined ? {} : { text });
    expect(errors).toBeUndefined();
    const messageId = data.sendReply.message?.id ?? '';
    await waitFor(async () => (await desk.message(messageId)).status === end, { timeoutMs: 15_000 });
    const [delivery, ...more] = deliveriesTo(to(person));
    expect(more).toEqual([]);
    expect(delivery).toMatchObject({ from: channel, to: to(person), text: text ?? null });
    const bytes = delivery && (await desk.host.readDelivered(delivery));
    expect(bytes && Buffer.from(bytes).equals(file.bytes)).toBe(true);
    const { message } = await desk.server.run(MessageFilesDocument, { id: messageId }, desk.owner);
    expect(message).toMatchObject({ kind: messageKind, text: text ?? null });
    expect(message?.attachments).toMatchObject([
      { id, state: 'STORED', mimeType: file.mimeType, sizeBytes: file.bytes.length },
    ]);
    const shown = await fetch(message?.attachments[0]?.url ?? '');
    expect(Buffer.from(await shown.arrayBuffer()).equals(file.bytes)).toBe(true);
  });
});

describe('a reply with files', () => {
  const cloud = () => meet(ProviderKind.WHATSAPP_CLOUD, '310000000000111');
  const countMessages = async () =>
    (
      await desk.server.app.database.pool.query(
        "select count(*)::int as n from messages where direction = 'OUTBOUND'",
      )
    ).rows[0].n;

  it('is one message, however often it is sent with one key', async () => {
    const { conversationId, person } = await cloud();
    const id = await upload(picture);
    const answers = await Promise.all(
      [1, 2, 3].map(() => reply(conversationId, [id], { idempotencyKey: `k${person}` })),
    );
    expect(answers.map(codesOf)).toEqual([[], [], []]);
    const ids = new Set(answers.map(({ data }) => data.sendReply.message?.id));
    expect(ids.size).toBe(1);
    const [messageId = ''] = ids;
    await waitFor(async () => (await desk.message(messageId ?? '')).status === 'READ');
    expect(deliveriesTo(person)).toHaveLength(1);
    const again = await reply(conversationId, [id], { idempotencyKey: `k${person}` });
    expect(again.data.sendReply).toMatchObject({ repeated: true, message: { id: messageId } });
    const others = await reply(conversationId, [await upload(picture)], { idempotencyKey: `k${person}` });
    expect(codesOf(others)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    const without = await reply(conversationId, [], { idempotencyKey: `k${person}`, text: 'Слова' });
    expect(codesOf(without)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  });

  it('gives a file to one message only', async () => {
    const { conversationId } = await cloud();
    const id = await upload(picture);
    const answers = await Promise.all([1, 2, 3].map(n => reply(conversationId, [id], { text: `Раз ${n}` })));
    expect(answers.flatMap(codesOf).sort()).toEqual(['MEDIA_NOT_READY', 'MEDIA_NOT_READY']);
  });

  const webp = Buffer.concat([Buffer.from('RIFF\u0024\0\0\0WEBPVP8 ', 'latin1'), Buffer.alloc(24)]);
  const wav = Buffer.concat([Buffer.from('RIFF\u0024\0\0\0WAVEfmt ', 'latin1'), Buffer.alloc(24)]);
  it.each<[string, ProviderKind, string, (token: string) => Promise<string[]>, object, string]>([
    [
      'a type that the number does not carry',
      ProviderKind.WHATSAPP_CLOUD,
      '310000000000111',
      async () => [await upload({ bytes: webp, mimeType: 'image/webp' })],
      {},
      'MEDIA_TYPE_REFUSED',
    ],
    [
      'two files where one is taken',
      ProviderKind.GREEN_API,
      '7107000101',
      async () => [await upload(picture), await upload(paper)],
      {},
      'CHANNEL_CANNOT',
    ],
    [
      'words under sound',
      ProviderKind.GREEN_API,
      '7107000101',
      async () => [await upload({ bytes: wav, mimeType: 'audio/wav' })],
      { text: 'Слова' },
      'BAD_USER_INPUT',
    ],
    [
      'too many words under a file',
      ProviderKind.CHATFLOW,
      'instance_xxx',
      async () => [await upload(picture)],
      { text: 'я'.repeat(1_025) },
      'TEXT_TOO_LONG',
    ],
    [
      'a file that is not there',
      ProviderKind.CHATFLOW,
      'instance_xxx',
      async () => ['01990000-0000-7000-8000-000000000001'],
      {},
      'NOT_FOUND',
    ],
    ['what is no id', ProviderKind.CHATFLOW, 'instance_xxx', async () => ['x'], {}, 'NOT_FOUND'],
    [
      'the file of another company',
      ProviderKind.CHATFLOW,
      'instance_xxx',
      async token => [await upload(picture, token)],
      {},
      'NOT_FOUND',
    ],
    [
      'neither words nor files',
      ProviderKind.CHATFLOW,
      'instance_xxx',
      async () => [],
      { text: ' ' },
      'BAD_USER_INPUT',
    ],
  ])('is refused for %s, and nothing is written', async (_what, kind, channel, files, extra, code) => {
    const { conversationId } = await meet(kind, channel);
    const other = await desk.server.addTenant(`other-${newPerson()}`, Role.OWNER);
    const ids = await files(other.token);
    const before = await countMessages();
    expect(codesOf(await reply(conversationId, ids, extra))).toEqual([code]);
    expect(await countMessages()).toBe(before);
  });

  it('is refused while a file has no bytes', async () => {
    const { conversationId } = await cloud();
    const { createUpload } = await desk.server.run(
      CreateUploadDocument,
      { fileName: 'a.png', mimeType: 'image/png', sizeBytes: 10 },
      desk.owner,
    );
    const answer = await reply(conversationId, [createUpload.attachment?.id ?? ''], {});
    expect(codesOf(answer)).toEqual(['MEDIA_NOT_READY']);
  });

  it('cannot send on the files that a person sent', async () => {
    const { conversationId } = await cloud();
    const { rows } = await desk.server.app.database.pool.query(
      'select id from attachments where message_id is not null limit 1',
    );
    expect(codesOf(await reply(conversationId, [rows[0].id], {}))).toEqual(['MEDIA_NOT_READY']);
  });

  it('carries several files as an MMS, in the order of their uploads', async () => {
    const { conversationId, person } = await meet(ProviderKind.TWILIO_MESSAGING, '+14155550167');
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) ids.push(await upload(n === 1 ? paper : picture));
    const { data } = await reply(conversationId, ids, { text: 'Три файла' });
    await waitFor(async () => (await desk.message(data.sendReply.message?.id ?? '')).status === 'DELIVERED');
    const [delivery] = deliveriesTo(`+${person}`);
    const urls = [delivery?.mediaUrl ?? '', ...(delivery?.moreMediaUrls ?? [])];
    expect(urls.map(url => ids.findIndex(id => url.includes(id)))).toEqual([0, 1, 2]);
  });

  it('says beforehand what a number carries', async () => {
    const { rows } = await desk.server.app.database.pool.query(
      "select id from channels where external_id = '310000000000111'",
    );
    const { channel } = await desk.server.run(MediaLimitsDocument, { id: rows[0].id }, desk.owner);
    expect(channel?.mediaLimits).toMatchObject({
      filesPerMessage: 1,
      rules: expect.arrayContaining([
        {
          kind: 'IMAGE',
          mimeTypes: ['image/jpeg', 'image/png'],
          maxBytes: 5_242_880,
          maxCaptionLength: 1_024,
        },
      ]),
    });
  });
});

describe('a reply that is made from a canned one', () => {
  const [kind, { channel, to }] = vendors[5] as (typeof vendors)[number];
  const upsert = (input: object) =>
    desk.server.ask(UpsertCannedReplyDocument, { input: input as never }, desk.owner);
  const stored = async () => (await desk.server.run(CannedRepliesDocument, {}, desk.owner)).cannedReplies[0];
  let id: string;
  let fileId: string;

  it('sends copies of its files as often as it is used, and counts each use', async () => {
    fileId = await upload(picture, desk.owner, 'CANNED_REPLY');
    const body = { shortcut: 'wall', title: 'Wall', body: 'A wall' };
    const made = await upsert({ ...body, attachmentIds: [fileId] });
    id = made.data.upsertCannedReply.cannedReply.id;
    const own = await upload(picture);
    expect(codesOf(await upsert({ ...body, shortcut: 'other', attachmentIds: [own] }))).toEqual([
      'NOT_FOUND',
    ]);
    expect(codesOf(await upsert({ ...body, shortcut: 'other', attachmentIds: [fileId] }))).toEqual([
      'MEDIA_NOT_READY',
    ]);
    const sent: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      const { person, conversationId } = await meet(kind, channel);
      const input = { text: 'A wall', cannedReplyId: id, idempotencyKey: `canned ${n}` };
      const { data, errors } = await reply(conversationId, [], input);
      expect(errors).toBeUndefined();
      const messageId = data.sendReply.message?.id ?? '';
      const again = await reply(conversationId, [], input);
      expect(again.data.sendReply).toMatchObject({ repeated: true, message: { id: messageId } });
      await waitFor(() => deliveriesTo(to(person)).length > 0, { timeoutMs: 15_000 });
      const [delivery] = deliveriesTo(to(person));
      const bytes = delivery && (await desk.host.readDelivered(delivery));
      expect(bytes && Buffer.from(bytes).equals(picture.bytes)).toBe(true);
      const { message } = await desk.server.run(MessageFilesDocument, { id: messageId }, desk.owner);
      sent.push(...(message?.attachments ?? []).map(file => file.id));
    }
    expect(new Set([...sent, fileId]).size).toBe(3);
    expect(await stored()).toMatchObject({
      id,
      usedCount: 2,
      attachments: [{ id: fileId, state: 'STORED' }],
    });
  });

  it('stays complete when the canned one loses its file, and its file outlives the sweep of unused uploads', async () => {
    const { conversationId } = await meet(kind, channel);
    const { data } = await reply(conversationId, [], { text: 'A wall', cannedReplyId: id });
    const { database } = desk.server.app;
    await database.pool.query("update attachments set created_at = now() - interval '3 days'");
    await sweepUnused({ database, storage: desk.server.app.mediaParts.storage });
    expect((await stored())?.attachments).toMatchObject([{ id: fileId, state: 'STORED' }]);
    await upsert({ id, attachmentIds: null });
    const { message } = await desk.server.run(
      MessageFilesDocument,
      { id: data.sendReply.message?.id ?? '' },
      desk.owner,
    );
    const shown = await fetch(message?.attachments[0]?.url ?? '');
    expect(Buffer.from(await shown.arrayBuffer()).equals(picture.bytes)).toBe(true);
    // A copy has its own small picture too.
    expect(message?.attachments[0]).toMatchObject({ width: 160, height: 160 });
    expect((await fetch(message?.attachments[0]?.thumbnailUrl ?? '')).status).toBe(200);
    expect((await stored())?.attachments).toEqual([]);
  });

  it('is scheduled with copies of its files, once for one key; cancelled, they can be sent for another day', async () => {
    const { conversationId } = await meet(kind, channel);
    await upsert({ id, attachmentIds: [await upload(paper, desk.owner, 'CANNED_REPLY')] });
    const before = (await stored())?.usedCount ?? 0;
    const input = {
      reply: { conversationId, text: 'A wall', cannedReplyId: id, idempotencyKey: 'canned, later' },
      sendAt: new Date(Date.now() + 3_600_000).toISOString(),
    };
    const schedule = () => desk.server.ask(ScheduleReplyDocument, { input } as never, desk.owner);
    const first = await schedule();
    expect(first.errors).toBeUndefined();
    const again = await schedule();
    expect(again.data.scheduleReply).toMatchObject({
      replayed: true,
      scheduledReply: { id: first.data.scheduleReply.scheduledReply.id },
    });
    expect((await stored())?.usedCount).toBe(before + 1);
    const listed = await desk.server.run(ScheduledRepliesDocument, { id: conversationId }, desk.owner);
    const files = listed.conversation?.scheduledReplies[0]?.attachments.map(file => file.id) ?? [];
    expect(files).toHaveLength(1);
    expect(files).not.toContain((await stored())?.attachments[0]?.id);
    const { database } = desk.server.app;
    await database.pool.query("update attachments set created_at = now() - interval '3 days'");
    const cancelled = { id: first.data.scheduleReply.scheduledReply.id };
    await desk.server.run(CancelScheduledReplyDocument, cancelled, desk.owner);
    await sweepUnused({ database, storage: desk.server.app.mediaParts.storage });
    expect((await reply(conversationId, files, { text: 'A wall' })).errors).toBeUndefined();
  });

  it('is refused with one of a team that the sender is not in; who manages them may send it', async () => {
    const { conversationId } = await meet(kind, channel);
    const team = { input: { name: 'Doors' } as never };
    const { upsertTeam } = await desk.server.run(UpsertTeamDocument, team, desk.owner);
    await upsert({ id, isShared: true, teamIds: [upsertTeam.team.id] });
    const manager = await desk.server.signIn('manager@demo.test');
    const input = { text: 'A wall', cannedReplyId: id };
    expect(codesOf(await reply(conversationId, [], input, manager))).toEqual(['NOT_FOUND']);
    const sendAt = new Date(Date.now() + 3_600_000).toISOString();
    const scheduled = { input: { reply: { conversationId, ...input }, sendAt } } as never;
    expect(codesOf(await desk.server.ask(ScheduleReplyDocument, scheduled, manager))).toEqual(['NOT_FOUND']);
    expect(codesOf(await reply(conversationId, [], input))).toEqual([]);
    const { viewer } = await desk.server.run(ViewerDocument, {}, manager);
    const members = { id: upsertTeam.team.id, memberIds: [viewer.id] };
    await desk.server.run(UpsertTeamDocument, { input: members as never }, desk.owner);
    expect(codesOf(await reply(conversationId, [], input, manager))).toEqual([]);
  });

  it('is refused with an unknown canned one, and with one of other numbers; nothing is counted or copied', async () => {
    const { conversationId } = await meet(kind, channel);
    const unknown = { text: 'x', cannedReplyId: '01990000-0000-7000-8000-000000000001' };
    expect(codesOf(await reply(conversationId, [], unknown))).toEqual(['NOT_FOUND']);
    const before = await stored();
    await upsert({ id, channelIds: [] });
    expect(codesOf(await reply(conversationId, [], { text: 'x', cannedReplyId: id }))).toEqual([
      'BAD_USER_INPUT',
    ]);
    expect((await stored())?.usedCount).toBe(before?.usedCount);
  });
});
