import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { MessageKind } from '../../src/domain/vocabulary.js';
import { createSendReply, type SendReply } from '../../src/outbox/send-reply.js';
import {
  createOutboxFixture,
  createScriptedProvider,
  eventsOf,
  historyOf,
  jobsOf,
  messageState,
  type OutboxFixture,
} from '../support/outbox-fixture.js';

let fixture: OutboxFixture;
let sendReply: SendReply;
let channelId: string;
let conversationId: string;

const reply = (input: Partial<Parameters<SendReply>[0]['input']> = {}) =>
  sendReply({
    tenantId: fixture.tenant.tenantId,
    authorUserId: fixture.tenant.userId,
    input: { conversationId, text: 'Добрый день', ...input },
  });

const countMessages = async (): Promise<number> => {
  const { rows } = await fixture.database.pool.query<{ n: number }>(
    'select count(*)::int as n from messages',
  );
  return rows[0]?.n ?? 0;
};

beforeAll(async () => {
  fixture = await createOutboxFixture();
  sendReply = createSendReply({ database: fixture.database, getProvider: () => createScriptedProvider() });
  channelId = await fixture.tenant.addChannel('instance_a');
  conversationId = await fixture.tenant.addConversation(channelId, '77010000021');
});

afterAll(() => fixture.close());

describe('sendReply', () => {
  it("queues the message on the conversation's channel, with history, event and job, and tells this process", async () => {
    const announced: number[] = [];
    const stop = fixture.database.onPublished(({ position }) => announced.push(position));
    const { messageId, repeated } = await reply();
    stop();
    expect(repeated).toBe(false);
    expect(await messageState(fixture.database, messageId)).toMatchObject({ status: 'QUEUED', channelId });
    expect(await historyOf(fixture.database, messageId)).toEqual(['QUEUED']);
    const events = await eventsOf(fixture.database, messageId);
    expect(events).toMatchObject([{ kind: 'MESSAGE_ADDED', changed: [] }]);
    expect(announced).toEqual([events[0]?.position]);
    expect((await jobsOf(fixture.database)).map(job => job.key)).toContain(`send:${messageId}`);
  });

  it('moves the conversation to the top without counting the reply as unread', async () => {
    const { messageId } = await reply();
    const { rows } = await fixture.database.pool.query(
      `select unread_count, last_message_id, last_activity_at > now() - interval '1 minute' as "isFresh" from conversations where id = $1`,
      [conversationId],
    );
    expect(rows).toEqual([{ unread_count: 0, last_message_id: messageId, isFresh: true }]);
  });

  it('makes one message of twenty parallel calls with one key', async () => {
    const idempotencyKey = 'twenty';
    const answers = await Promise.all(Array.from({ length: 20 }, () => reply({ idempotencyKey })));
    expect(new Set(answers.map(answer => answer.messageId)).size).toBe(1);
    expect(answers.filter(answer => !answer.repeated)).toHaveLength(1);
    const id = answers[0]?.messageId ?? '';
    expect(await eventsOf(fixture.database, id)).toHaveLength(1);
    expect((await jobsOf(fixture.database)).filter(job => job.key === `send:${id}`)).toHaveLength(1);
  });

  it('repeats a key although the channel has been paused since', async () => {
    const first = await reply({ idempotencyKey: 'paused' });
    await fixture.database.pool.query(`update channels set status = 'PAUSED' where id = $1`, [channelId]);
    try {
      expect(await reply({ idempotencyKey: 'paused' })).toEqual({
        messageId: first.messageId,
        repeated: true,
      });
      await expect(reply()).rejects.toMatchObject({ code: 'CHANNEL_NOT_ACTIVE' });
    } finally {
      await fixture.database.pool.query(`update channels set status = 'ACTIVE' where id = $1`, [channelId]);
    }
  });

  it.each<[string, () => Promise<[object, () => Promise<unknown>]>]>([
    [
      'took its file',
      async () => {
        const id = uuidV7();
        await fixture.database.pool.query(
          `insert into attachments (id, tenant_id, mime_type, is_voice, state, size_bytes, created_at)
           values ($1, $2, 'image/png', false, 'STORED', 10, now())`,
          [id, fixture.tenant.tenantId],
        );
        return [{ attachmentIds: [id] }, async () => {}];
      },
    ],
    [
      'came after its number was ACTIVE again',
      async () => {
        const set = (status: string) =>
          fixture.database.pool.query('update channels set status = $2 where id = $1', [channelId, status]);
        await set('PAUSED');
        return [{}, () => set('ACTIVE')];
      },
    ],
    [
      'came after the message that it quotes had an id',
      async () => {
        const quoted = await fixture.tenant.addInbound(conversationId);
        const name = (id: string | null) =>
          fixture.database.pool.query('update messages set external_id = $2 where id = $1', [quoted, id]);
        await name(null);
        return [{ replyToMessageId: quoted }, () => name('wamid-quoted')];
      },
    ],
  ])('answers with the message of a parallel call with its key that %s', async (_what, prepare) => {
    const [extra, change] = await prepare();
    const input = { idempotencyKey: uuidV7(), ...extra };
    const { database } = fixture;
    const provider = createScriptedProvider({ media: true });
    const getProvider = () => ({
      ...provider,
      mediaLimits: () => ({
        filesPerMessage: 1,
        rules: [{ kind: MessageKind.IMAGE, mimeTypes: null, maxBytes: 100, maxCaptionLength: 100 }],
      }),
    });
    const [hasRead, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow: typeof database = Object.create(database, {
      query: {
        value: async (...given: Parameters<typeof database.query>) => {
          const rows = await database.query(...given);
          hasRead.resolve();
          await goOn.promise;
          return rows;
        },
      },
    });
    const call = (on: typeof database) =>
      createSendReply({ database: on, getProvider })({
        tenantId: fixture.tenant.tenantId,
        authorUserId: fixture.tenant.userId,
        input: { conversationId, text: 'Добрый день', ...input },
      });
    const late = call(slow);
    await hasRead.promise;
    await change();
    const { messageId } = await call(database);
    goOn.resolve();
    expect(await late).toEqual({ messageId, repeated: true });
  });

  it('refuses a key that belongs to another text or conversation', async () => {
    const other = await fixture.tenant.addConversation(channelId, '77010000022');
    await reply({ idempotencyKey: 'mine' });
    await expect(reply({ idempotencyKey: 'mine', text: 'Другое' })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
    await expect(reply({ idempotencyKey: 'mine', conversationId: other })).rejects.toMatchObject({
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('keeps keys of different tenants apart', async () => {
    const other = await fixture.addTenant();
    const otherChannel = await other.addChannel('instance_a');
    const otherConversation = await other.addConversation(otherChannel, '77010000021');
    const mine = await reply({ idempotencyKey: 'shared' });
    const theirs = await sendReply({
      tenantId: other.tenantId,
      authorUserId: other.userId,
      input: { conversationId: otherConversation, text: 'Добрый день', idempotencyKey: 'shared' },
    });
    expect(theirs).toMatchObject({ repeated: false });
    expect(theirs.messageId).not.toBe(mine.messageId);
    await expect(reply({ conversationId: otherConversation })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('writes nothing when it refuses', async () => {
    const otherChannel = await fixture.tenant.addChannel('instance_b');
    const elsewhere = await fixture.tenant.addConversation(otherChannel, '77010000023');
    const foreignMessage = await fixture.tenant.addInbound(elsewhere);
    const before = await countMessages();
    const refusals: [Parameters<typeof reply>[0], string][] = [
      [{ conversationId: uuidV7() }, 'NOT_FOUND'],
      [{ conversationId: "1' or true --" }, 'NOT_FOUND'],
      [{ replyToMessageId: foreignMessage }, 'NOT_FOUND'],
      [{ replyToMessageId: 'no id' }, 'NOT_FOUND'],
      [{ expectedChannelId: otherChannel }, 'CHANNEL_MISMATCH'],
      [{ text: ' \n\0' }, 'BAD_USER_INPUT'],
      [{ text: 'я'.repeat(101) }, 'TEXT_TOO_LONG'],
      [{ idempotencyKey: '' }, 'BAD_USER_INPUT'],
      [{ idempotencyKey: 'a\0b' }, 'BAD_USER_INPUT'],
    ];
    for (const [input, code] of refusals) await expect(reply(input)).rejects.toMatchObject({ code });
    expect(await countMessages()).toBe(before);
  });

  it('counts characters as people do, and takes a text without its U+0000', async () => {
    await expect(reply({ text: '😀'.repeat(100) })).resolves.toMatchObject({ repeated: false });
    const { messageId } = await reply({ text: 'a\0b', expectedChannelId: channelId });
    const { rows } = await fixture.database.pool.query('select text from messages where id = $1', [
      messageId,
    ]);
    expect(rows).toEqual([{ text: 'ab' }]);
  });

  it("keeps the provider's id of the message that is answered", async () => {
    const answered = await fixture.tenant.addInbound(conversationId);
    const { messageId } = await reply({ replyToMessageId: answered });
    const { rows } = await fixture.database.pool.query(
      'select reply_to_external_id from messages where id = $1',
      [messageId],
    );
    expect(rows).toEqual([{ reply_to_external_id: answered }]);
  });

  it('refuses to quote where the person would not see it', async () => {
    const { pool } = fixture.database;
    const answered = await fixture.tenant.addInbound(conversationId);
    const unnamed = await fixture.tenant.addInbound(conversationId);
    await pool.query(`update messages set external_id = 'sha256:' || id where id = $1`, [unnamed]);
    const { messageId: queued } = await reply();
    const before = await countMessages();
    for (const id of [unnamed, queued]) {
      await expect(reply({ replyToMessageId: id })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        facts: { field: 'replyToMessageId' },
      });
    }
    const withoutQuotes = createSendReply({
      database: fixture.database,
      getProvider: () => createScriptedProvider({ quotes: false }),
    });
    const refused = withoutQuotes({
      tenantId: fixture.tenant.tenantId,
      authorUserId: fixture.tenant.userId,
      input: { conversationId, text: 'Добрый день', replyToMessageId: answered },
    });
    await expect(refused).rejects.toMatchObject({
      code: 'CHANNEL_CANNOT',
      facts: { channelId, capability: 'quotes' },
    });
    expect(await countMessages()).toBe(before);
  });
});

describe('the database', () => {
  it("refuses a message on another channel than its conversation's, and a conversation that changes its channel", async () => {
    const other = await fixture.tenant.addChannel('instance_c');
    const insert = fixture.database.pool.query(
      `insert into messages (id, tenant_id, conversation_id, channel_id, direction, kind, text, author_kind, status, sent_at, created_at)
       values ($1, $2, $3, $4, 'OUTBOUND', 'TEXT', 'x', 'USER', 'QUEUED', now(), now())`,
      [uuidV7(), fixture.tenant.tenantId, conversationId, other],
    );
    await expect(insert).rejects.toThrow('messages_conversation_channel_tenant_foreign');
    const change = fixture.database.pool.query('update conversations set channel_id = $2 where id = $1', [
      conversationId,
      other,
    ]);
    await expect(change).rejects.toThrow('the channel of a conversation never changes');
  });
});
