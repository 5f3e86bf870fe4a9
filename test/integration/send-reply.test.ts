import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Database } from '../../src/database/database.js';
import { createTenantReader } from '../../src/database/tenant-reader.js';
import { EventWithRows, readEventsWithRows, rowNames } from '../../src/delivery/event-with-rows.js';
import type { LoggedEvent } from '../../src/domain/logged-event.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { MessageKind } from '../../src/domain/vocabulary.js';
import { type AddedAtOnce, addMessageAtOnce } from '../../src/messages/add-message.js';
import { idempotencyKeyLock } from '../../src/messages/lock-idempotency-key.js';
import { claimQueued, concludeAccepted } from '../../src/messages/send-steps.js';
import { replyColumns, storeReplies } from '../../src/messages/store-replies.js';
import { createReplyCommits, type ReplyToCommit } from '../../src/outbox/reply-commits.js';
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

describe('replies at once', () => {
  /** A company with conversations of its own; one is the other's neighbour in a batch. */
  const newDesk = async (conversations = 4) => {
    const tenant = await fixture.addTenant();
    const channel = await tenant.addChannel('instance_a');
    const ids = await Promise.all(
      Array.from({ length: conversations }, (_, n) => tenant.addConversation(channel, `7702000000${n}`)),
    );
    const toReply = (conversation: number, more: Partial<ReplyToCommit['message']> = {}): ReplyToCommit => ({
      message: {
        ...{ tenantId: tenant.tenantId, channelId: channel, conversationId: ids[conversation] ?? '' },
        ...{ kind: MessageKind.TEXT, text: 'Да, есть', authorUserId: tenant.userId },
        ...{ idempotencyKey: null, isRead: true, ...more },
      },
      lockedBy: null,
    });
    return { ...tenant, channel, ids, toReply };
  };
  const commitAll = async (
    replies: readonly ReplyToCommit[],
    database: Database = fixture.database,
  ): Promise<readonly (string | null)[]> => {
    const commit = createReplyCommits(database);
    const settled = await Promise.allSettled(replies.map(commit));
    return settled.map(each =>
      each.status === 'fulfilled' ? (each.value?.stored.text ?? null) : String(each.reason.code),
    );
  };
  /** The same database; `names` has the statements that it ran outside of transactions. */
  const recorded = (after: () => Promise<void> = async () => {}) => {
    const names: string[] = [];
    const { announce } = fixture.database;
    const database: Database = Object.create(fixture.database, {
      announce: { value: announce.bind(fixture.database) },
      query: {
        value: async (...given: Parameters<Database['query']>) => {
          names.push(given[0].name);
          const rows = await fixture.database.query(...given);
          await after();
          return rows;
        },
      },
    });
    return { names, database };
  };
  const textsOf = async (tenantId: string): Promise<string[]> => {
    const { rows } = await fixture.database.pool.query<{ text: string }>(
      `select text from messages where tenant_id = $1 and direction = 'OUTBOUND' order by id`,
      [tenantId],
    );
    return rows.map(({ text }) => text);
  };
  const logOf = async (tenantId: string) => {
    const { rows } = await fixture.database.pool.query(
      `select e.position, e.kind, e.changed, m.text, c.address, e.user_id is not null as "isPersonal", e.subject_id = coalesce(e.message_id, e.conversation_id) as "isOfIt"
         from domain_events e left join messages m on m.id = e.message_id join conversations c on c.id = e.conversation_id
        where e.tenant_id = $1 order by e.position`,
      [tenantId],
    );
    return rows;
  };
  /** Runs `work` while another session is in a transaction with these statements; commits it after. */
  const whileLocked = async (
    statements: readonly (readonly [string, readonly unknown[]])[],
    work: (release: () => Promise<void>) => Promise<void>,
  ): Promise<void> => {
    const client = new pg.Client({ connectionString: fixture.database.url });
    await client.connect();
    try {
      await client.query('begin');
      for (const [text, values] of statements) await client.query(text, [...values]);
      await work(async () => void (await client.query('commit')));
    } finally {
      await client.end();
    }
  };

  it('share their statement, also of several companies, and each has all that a lone one has', async () => {
    const [one, two] = [await newDesk(), await newDesk()];
    await one.addInbound(one.ids[0] ?? '');
    await fixture.database.pool.query(
      `update conversations set handoff = 'AI_ACTIVE', handoff_reason = 'OPTED_OUT' where id = $1`,
      [two.ids[0]],
    );
    const { names, database } = recorded();
    const announced: string[] = [];
    const stop = fixture.database.onPublished(({ tenantId, position }) =>
      announced.push(`${[one, two].findIndex(desk => desk.tenantId === tenantId)} at ${position}`),
    );
    const texts = await commitAll(
      Array.from({ length: 24 }, (_, n) => (n % 3 === 0 ? two : one).toReply(n % 4, { text: `${n}` })),
      database,
    );
    stop();
    expect(texts).toEqual(Array.from({ length: 24 }, (_, n) => `${n}`));
    expect(names).toEqual(['outbox-store-replies']);
    // One read what was there, an assistant was in charge of one.
    expect(announced.toSorted()).toEqual(['0 at 17', '1 at 9']);
    const [log, otherLog] = [await logOf(one.tenantId), await logOf(two.tenantId)];
    expect(log.map(({ position }) => position)).toEqual(log.map((_, index) => index + 1));
    expect(log.filter(({ kind }) => kind === 'MESSAGE_ADDED').map(({ text }) => text)).toEqual(
      texts.filter((_, n) => n % 3 !== 0),
    );
    expect(log.find(({ kind }) => kind !== 'MESSAGE_ADDED')).toMatchObject({
      ...{ kind: 'READ_STATE_UPDATED', changed: ['viewerState'], isPersonal: true, isOfIt: true },
    });
    expect(otherLog.find(({ kind }) => kind !== 'MESSAGE_ADDED')).toMatchObject({
      ...{ kind: 'CONVERSATION_UPDATED', changed: ['handoff', 'handoffReason'], isPersonal: false },
    });
    const { rows } = await fixture.database.pool.query(
      `select m.text, c.handoff, c.handoff_reason as reason, (select count(*)::int from message_status_changes s where s.message_id = m.id and s.status = 'QUEUED') as steps,
              (select count(*)::int from graphile_worker.jobs j where j.key = 'send:' || m.id and j.task_identifier = 'send-message') as jobs
         from conversations c join messages m on m.id = c.last_message_id where c.tenant_id = any($1) order by m.text`,
      [[one.tenantId, two.tenantId]],
    );
    const isWhole = { handoff: 'HUMAN_ACTIVE', steps: 1, jobs: 1 };
    const reasonOf = (text: string) => (text === '12' ? 'OPTED_OUT' : null);
    expect(rows).toEqual(
      ['12', '15', '17', '18', '20', '21', '22', '23'].map(text => ({
        text,
        reason: reasonOf(text),
        ...isWhole,
      })),
    );
  });

  it('write the same rows as one that is inserted alone', async () => {
    const rowsOf = async (store: (reply: ReplyToCommit) => Promise<AddedAtOnce | null | undefined>) => {
      const desk = await newDesk(1);
      await desk.addInbound(desk.ids[0] ?? '');
      await fixture.database.pool.query(
        `update conversations set handoff = 'AI_ACTIVE' where tenant_id = $1`,
        [desk.tenantId],
      );
      const quote = { replyToExternalId: 'wamid-1', idempotencyKey: 'key "1", \\ {a}', text: 'Да,\n"есть"' };
      const template = { id: uuidV7(), variables: { name: 'Айгерим "А"' } };
      const answers = [
        await store(desk.toReply(0, quote)),
        await store(desk.toReply(0, { template, isRead: false })),
      ].map(added => added?.stored);
      const { rows } = await fixture.database.pool.query<Record<string, string>>(
        `select (select jsonb_agg(to_jsonb(m) order by m.id)::text from messages m where m.tenant_id = $1) as messages,
                (select jsonb_agg(to_jsonb(s) order by s.message_id)::text from message_status_changes s where s.tenant_id = $1) as steps,
                (select jsonb_agg(to_jsonb(c))::text from conversations c where c.tenant_id = $1) as conversations,
                (select jsonb_agg(to_jsonb(r))::text from conversation_reads r where r.tenant_id = $1) as reads,
                (select jsonb_agg(to_jsonb(e) order by e.position)::text from domain_events e where e.tenant_id = $1) as events,
                (select jsonb_agg(to_jsonb(j) order by j.key)::text from graphile_worker._private_jobs j where j.payload->>'tenantId' = $1::text) as jobs`,
        [desk.tenantId],
      );
      const names = new Map<string, string>();
      const plain = JSON.stringify([rows[0], answers]).replaceAll(
        /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
        id => {
          names.set(id, names.get(id) ?? `id ${names.size}`);
          return names.get(id) ?? '';
        },
      );
      return plain
        .replaceAll(/\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z|\+00:00)?/g, 'a time')
        .replaceAll(/id\\+": \d+/g, 'id');
    };
    const isOwn = `insert into graphile_worker._private_tasks (identifier) values ('send-message') on conflict do nothing`;
    await fixture.database.pool.query(isOwn);
    for (const lockedBy of [null, 'own-test']) {
      const together = await rowsOf(
        async reply => (await storeReplies(fixture.database, [{ ...reply, lockedBy }], null))[0],
      );
      const alone = await rowsOf(({ message }) => addMessageAtOnce(fixture.database, message, lockedBy));
      expect(together).toBe(alone);
      expect(together).toContain('READ_STATE_UPDATED');
    }
  });

  it('are refused one by one: a key, an erased person, or an author who is gone harms no other', async () => {
    const [one, two] = [await newDesk(), await newDesk()];
    await fixture.database.pool.query(`update conversations set address = 'erased' where id = $1`, [
      one.ids[1],
    ]);
    const batch = [
      one.toReply(0, { text: 'first', idempotencyKey: 'same' }),
      one.toReply(2, { text: 'second', idempotencyKey: 'same' }),
      one.toReply(1, { text: 'to nobody' }),
      two.toReply(0, { text: 'fine' }),
      one.toReply(3, { conversationId: two.ids[1] ?? '', text: 'foreign' }),
    ];
    const { names, database } = recorded();
    expect(await commitAll(batch, database)).toEqual(['first', null, null, 'fine', null]);
    expect(names.slice(0, 2)).toEqual(['outbox-store-replies', 'outbox-store-replies']);
    expect(new Set(names.slice(2))).toEqual(new Set(['outbox-add-message-at-once']));
    const withFault = [
      ...batch,
      one.toReply(0, { authorUserId: uuidV7(), text: 'by nobody' }),
      two.toReply(0, { text: 'fine too' }),
    ];
    expect(await commitAll(withFault.slice(3))).toEqual(['fine', null, '23503', 'fine too']);
    expect(await textsOf(one.tenantId)).toEqual(['first']);
    // Written one by one, and one that met a lock once more: in any order.
    expect((await textsOf(two.tenantId)).toSorted()).toEqual(['fine', 'fine', 'fine too']);
  });

  it('answers each call of a key with its message, and refuses another text, in one batch', async () => {
    const desk = await newDesk(1);
    const call = (text: string, idempotencyKey: string) =>
      sendReply({
        ...{ tenantId: desk.tenantId, authorUserId: desk.userId },
        input: { conversationId: desk.ids[0] ?? '', text, idempotencyKey },
      });
    const calls = ['a', 'a', 'b', 'c', 'a'].map(text => call(text, text === 'c' ? 'other' : 'key'));
    const settled = await Promise.allSettled(calls);
    const kept = await textsOf(desk.tenantId);
    const [word = ''] = kept.filter(text => text !== 'c');
    expect(kept.toSorted()).toEqual([word, 'c'].toSorted());
    expect(
      settled.map((each, n) => (each.status === 'fulfilled' ? 'kept' : `${each.reason.code} ${n}`)),
    ).toEqual(
      ['a', 'a', 'b', 'c', 'a'].map((text, n) =>
        text === word || text === 'c' ? 'kept' : `IDEMPOTENCY_KEY_REUSED ${n}`,
      ),
    );
  });

  it('do not wait for a conversation that is locked, nor for a key that another transaction takes', async () => {
    const desk = await newDesk();
    const takeKey = [
      `insert into messages (id, tenant_id, conversation_id, channel_id, direction, kind, text, author_kind, status, idempotency_key, sent_at, created_at)
       values ($1, $2, $3, $4, 'OUTBOUND', 'TEXT', 'theirs', 'SYSTEM', 'QUEUED', 'taken', now(), now())`,
      [uuidV7(), desk.tenantId, desk.ids[3], desk.channel],
    ] as const;
    const lockKey = [
      `select pg_advisory_xact_lock($1, hashtext($2 || ' taken'))`,
      [idempotencyKeyLock, desk.tenantId],
    ] as const;
    const lockOne = ['select from conversations where id = $1 for update', [desk.ids[0]]] as const;
    await whileLocked([lockOne, lockKey, takeKey], async release => {
      const commit = createReplyCommits(fixture.database);
      const ended: string[] = [];
      const of = (conversation: number, more: Partial<ReplyToCommit['message']>) =>
        commit(desk.toReply(conversation, more)).then(added => {
          ended.push(more.text ?? '');
          return added?.stored.text ?? null;
        });
      const held = [of(0, { text: 'locked' }), of(1, { text: 'taken', idempotencyKey: 'taken' })];
      const free = [of(1, { text: 'free 1' }), of(2, { text: 'free 2' })];
      expect(await Promise.all(free)).toEqual(['free 1', 'free 2']);
      expect(await of(1, { text: 'free 3' })).toBe('free 3');
      expect(ended).not.toContain('locked');
      expect(ended).not.toContain('taken');
      await release();
      expect(await Promise.all(held)).toEqual(['locked', null]);
    });
    expect((await textsOf(desk.tenantId)).toSorted()).toEqual([
      'free 1',
      'free 2',
      'free 3',
      'locked',
      'theirs',
    ]);
  });

  it('of another company do not wait for one whose events are locked', async () => {
    const [locked, free] = [await newDesk(), await newDesk()];
    const lockEvents = [
      'select from event_counters where tenant_id = $1 for update',
      [locked.tenantId],
    ] as const;
    await whileLocked([lockEvents], async release => {
      const commit = createReplyCommits(fixture.database);
      let heldEnded = 0;
      const held = Array.from({ length: 6 }, (_, n) =>
        commit(locked.toReply(n % 4, { text: `held ${n}` })).finally(() => {
          heldEnded += 1;
        }),
      );
      for (let round = 0; round < 3; round += 1)
        await Promise.all(
          Array.from({ length: 6 }, (_, n) => commit(free.toReply(n % 4, { text: `${round} ${n}` }))),
        );
      expect(heldEnded).toBe(0);
      await release();
      await Promise.all(held);
    });
    expect((await textsOf(locked.tenantId)).toSorted()).toEqual(
      Array.from({ length: 6 }, (_, n) => `held ${n}`),
    );
    expect(await textsOf(free.tenantId)).toHaveLength(18);
    expect((await logOf(locked.tenantId)).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('are not stored again when the answer of the database is lost', async () => {
    const desk = await newDesk();
    const { names, database } = recorded(async () => {
      throw new Error('a fault of the driver');
    });
    const answers = await commitAll([desk.toReply(0), desk.toReply(1), desk.toReply(2)], database);
    expect(answers).toEqual(['UNAVAILABLE', 'UNAVAILABLE', 'UNAVAILABLE']);
    expect(names).toEqual(['outbox-store-replies']);
    expect(await textsOf(desk.tenantId)).toHaveLength(3);
  });

  it('are refused when too much of their company waits, and those of others are not', async () => {
    const [one, two] = [await newDesk(1), await newDesk(1)];
    const long = 'я'.repeat(1_500_000);
    const answers = await commitAll([
      ...[one.toReply(0, { text: long }), one.toReply(0, { text: long }), one.toReply(0, { text: long })],
      two.toReply(0, { text: 'short' }),
    ]);
    expect(answers.map(answer => answer?.slice(0, 20))).toEqual([
      'я'.repeat(20),
      'я'.repeat(20),
      'UNAVAILABLE',
      'short',
    ]);
    expect(await commitAll([one.toReply(0, { text: 'later' })])).toEqual(['later']);
  });

  it('and the steps of their sends tell their events with the rows that the log would have', async () => {
    const desk = await newDesk();
    const { tenantId, channel: channelId } = desk;
    const { database } = fixture;
    const rows = (event: LoggedEvent) =>
      event instanceof EventWithRows
        ? { ...event, rows: rowNames.map(name => event.rowOf(name)) }
        : { ...event, rows: 'none' };
    const told: LoggedEvent[] = [];
    const stop = database.onPublished(published => {
      if (published.tenantId === tenantId) told.push(...(published.events ?? []));
    });
    const compare = async (count: number) => {
      const logged = await readEventsWithRows(createTenantReader(database, tenantId), 0, 100);
      expect(told.map(rows)).toEqual(logged.slice(logged.length - count).map(rows));
      expect(told.splice(0)).toHaveLength(count);
    };
    database.followedTenants.add(tenantId);
    try {
      const commit = createReplyCommits(database);
      const added = await Promise.all([0, 1, 2].map(n => commit(desk.toReply(n, { text: `${n}` }))));
      await compare(3);
      const jobs = added.map(each => {
        const messageId = each?.stored.id ?? '';
        return { tenantId, channelId, messageId, attemptsBefore: 0 };
      });
      for (const job of jobs) expect(await claimQueued(database, job, null)).toBe(1);
      told.splice(0, 2);
      await compare(1);
      const outcome = { outcome: 'ACCEPTED', httpStatus: 200, providerRequestId: null } as const;
      const conclude = (job: (typeof jobs)[0], externalId: string | null) =>
        concludeAccepted(database, job, 1, { ...outcome, externalId }, null);
      expect(await Promise.all(jobs.map((job, n) => conclude(job, n === 1 ? null : `wamid-${n}`)))).toEqual([
        true,
        true,
        true,
      ]);
      await compare(3);
      await desk.addInbound(desk.ids[3] ?? '');
      // What was read with it is in the log only.
      await commit(desk.toReply(3));
      await compare(0);
    } finally {
      stop();
      database.followedTenants.delete(tenantId);
    }
  });

  it('have the columns of the type, in its order', async () => {
    const { rows } = await fixture.database.pool.query<{ attname: string }>(
      `select attname from pg_attribute where attrelid = 'new_reply'::regclass and attnum > 0 order by attnum`,
    );
    const toSnake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
    expect(rows.map(({ attname }) => attname)).toEqual(replyColumns.map(toSnake));
  });
});
