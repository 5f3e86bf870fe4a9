import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { createSchema } from '../../src/schema/build-schema.js';
import { createRunner, testCursors } from '../support/run-graphql.js';
import {
  openTestDatabase,
  type SeededConversation,
  type SeededTenant,
  seedConversations,
  seedTenant,
} from '../support/seed.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const page = /* GraphQL */ `
  query Page($id: ID!, $first: Int, $after: Cursor, $last: Int, $before: Cursor) {
    conversation(id: $id) { messages(first: $first, after: $after, last: $last, before: $before) {
      nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } syncCursor
    } }
  }`;

let files: TestDatabase;
let database: Database;
let tenant: SeededTenant;
let run: ReturnType<typeof createRunner>;
let made: SeededConversation;

beforeAll(async () => {
  files = await createTestDatabase();
  database = await openTestDatabase(files.url);
  run = createRunner(await createSchema(), database);
  tenant = await seedTenant(database, 'messages');
  [made] = (await seedConversations(database, tenant, { messagesEach: 25, withEvents: true })) as [
    SeededConversation,
  ];
});

afterAll(async () => {
  await database?.close();
  await files?.drop();
});

const read = async (variables: object) => {
  const { data, codes } = await run(tenant, page, { id: made.id, ...variables });
  expect(codes).toEqual([]);
  const { nodes, pageInfo, ...rest } = data.conversation.messages;
  return { ids: nodes.map((node: { id: string }) => node.id), ...pageInfo, ...rest };
};

describe('the timeline of a conversation', () => {
  it('is one statement for the ids and one for each kind of row, however many there are', async () => {
    const [actor] = Object.values(tenant.users);
    await database.pool.query(
      `insert into activities (id, tenant_id, actor_kind, actor_id, action, target_type, target_id, conversation_id, changes, created_at)
       select (left(id::text, 35) || '0')::uuid, tenant_id, 'USER', $2, 'conversation.assigned', 'Conversation', conversation_id, conversation_id, '[]', created_at
         from messages where conversation_id = $1 and right(id::text, 1) <> '0'`,
      [made.id, actor],
    );
    const timeline = `query ($id: ID!, $last: Int) { conversation(id: $id) { timeline(last: $last) {
      nodes { __typename ... on Message { text } ... on Activity { action ipAddress actor { ... on User { name } } } } } } }`;
    const [few, many] = [
      await run(tenant, timeline, { id: made.id, last: 4 }),
      await run(tenant, timeline, { id: made.id, last: 50 }),
    ];
    const names = ({ statements }: typeof few) => statements.map(({ statement }) => statement.name);
    expect(names(many)).toHaveLength(5);
    expect(names(few)).toEqual(names(many));
    const kinds = many.data.conversation.timeline.nodes.map(
      (node: { __typename: string }) => node.__typename,
    );
    expect(kinds.filter((kind: string) => kind === 'Activity').length).toBeGreaterThan(10);
  });
});

describe('the messages of a conversation', () => {
  it('are the newest twenty, oldest first, when nobody says otherwise', async () => {
    expect(await read({})).toMatchObject({
      ids: made.messageIds.slice(5),
      hasPreviousPage: true,
      hasNextPage: false,
    });
  });

  it('are walked from the start', async () => {
    const first = await read({ first: 10 });
    const second = await read({ first: 20, after: first.endCursor });
    expect(first).toMatchObject({
      ids: made.messageIds.slice(0, 10),
      hasNextPage: true,
      hasPreviousPage: false,
    });
    expect(second).toMatchObject({
      ids: made.messageIds.slice(10),
      hasNextPage: false,
      hasPreviousPage: true,
    });
  });

  it('are walked from the end, in the same order', async () => {
    const last = await read({ last: 10 });
    const before = await read({ last: 10, before: last.startCursor });
    const start = await read({ before: before.startCursor });
    expect(last.ids).toEqual(made.messageIds.slice(15));
    expect(before.ids).toEqual(made.messageIds.slice(5, 15));
    expect(start).toMatchObject({
      ids: made.messageIds.slice(0, 5),
      hasPreviousPage: false,
      hasNextPage: true,
    });
  });

  it('can be bounded on both sides', async () => {
    const { edges } = await read({ first: 10 });
    const between = await read({ first: 5, after: edges[1].cursor, before: edges[4].cursor });
    expect(between.ids).toEqual(made.messageIds.slice(2, 4));
  });

  it('carry the stream cursor of the snapshot, also when there are none', async () => {
    const { syncCursor } = await read({});
    expect(testCursors.decodePlace(tenant.tenantId, syncCursor).position).toBe(25);
    const [empty] = await seedConversations(database, tenant, { messagesEach: 0 });
    const { data } = await run(tenant, page, { id: empty?.id });
    expect(data.conversation.messages.nodes).toEqual([]);
    expect(data.conversation.messages.pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
    expect(testCursors.decodePlace(tenant.tenantId, data.conversation.messages.syncCursor).position).toBe(25);
  });

  it('cannot be asked for from both ends at once', async () => {
    const { codes } = await run(tenant, page, { id: made.id, first: 1, last: 1 });
    expect(codes).toEqual(['BAD_USER_INPUT']);
  });

  it('cover every row that was there once while others are added', async () => {
    const [own] = (await seedConversations(database, tenant, { messagesEach: 43 })) as [SeededConversation];
    const add = () =>
      database.pool.query(
        `insert into messages (id, tenant_id, conversation_id, channel_id, direction, kind, author_kind, status, external_id, sent_at, created_at)
         select $2::uuid, tenant_id, conversation_id, channel_id, direction, kind, author_kind, status, $2::text, sent_at, created_at from messages where id = $1`,
        [own.messageIds[0], uuidV7()],
      );
    const seen: string[] = [];
    for (let before: string | null = null; ; ) {
      const { data }: Awaited<ReturnType<typeof run>> = await run(tenant, page, {
        id: own.id,
        last: 7,
        before,
      });
      const { nodes, pageInfo } = data.conversation.messages;
      seen.unshift(...nodes.map((node: { id: string }) => node.id));
      if (!pageInfo.hasPreviousPage) break;
      before = pageInfo.startCursor;
      await add();
    }
    expect(seen).toEqual(own.messageIds);
  });
});

describe('the messages of the company', () => {
  it('are filtered', async () => {
    const own = await seedTenant(database, `filter-${uuidV7()}`);
    const [first] = (await seedConversations(database, own, { messagesEach: 3 })) as [SeededConversation];
    const [second] = (await seedConversations(database, own, {
      messagesEach: 1,
      channelId: own.channelIds[1],
    })) as [SeededConversation];
    await database.pool.query(
      "update messages set text = 'fifty % OFF', kind = 'IMAGE', sent_at = '2020-01-01' where id = $1",
      [first.messageIds[1]],
    );
    const ids = async (filter: object) => {
      const { data, codes } = await run(
        own,
        'query ($filter: MessageFilter) { messages(filter: $filter) { nodes { id } } }',
        { filter },
      );
      expect(codes).toEqual([]);
      return data.messages.nodes.map((node: { id: string }) => node.id);
    };
    expect(await ids({})).toEqual([...first.messageIds, ...second.messageIds]);
    expect(await ids({ conversationId: first.id })).toEqual(first.messageIds);
    expect(await ids({ channelIds: [own.channelIds[1]] })).toEqual(second.messageIds);
    expect(await ids({ contactId: first.contactId })).toEqual(first.messageIds);
    expect(await ids({ direction: 'OUTBOUND' })).toEqual([first.messageIds[2]]);
    expect(await ids({ status: ['SENT', 'READ'] })).toEqual([first.messageIds[2]]);
    expect(await ids({ kind: ['IMAGE'] })).toEqual([first.messageIds[1]]);
    expect(await ids({ text: '% off' })).toEqual([first.messageIds[1]]);
    expect(await ids({ text: '_' })).toEqual([]);
    expect(await ids({ sentBefore: '2021-01-01T00:00:00Z' })).toEqual([first.messageIds[1]]);
    expect(await ids({ sentAfter: '2021-01-01T00:00:00Z', conversationId: first.id })).toEqual([
      first.messageIds[0],
      first.messageIds[2],
    ]);
  });

  it('know what they answer, who wrote them, and why they failed', async () => {
    const own = await seedTenant(database, `facts-${uuidV7()}`);
    const [conversation] = (await seedConversations(database, own, {
      messagesEach: 3,
      withEvents: true,
    })) as [SeededConversation];
    const [asked, , reply] = conversation.messageIds;
    await database.pool.query(
      "update messages set reply_to_external_id = $2, author_kind = 'USER', author_user_id = $3, status = 'FAILED', failure_code = '131047', failure_message = 'too late', failure_retryable = false where id = $1",
      [reply, `ext-${asked}`, own.users.MANAGER],
    );
    await database.pool.query(
      "insert into message_status_changes (id, tenant_id, channel_id, message_id, status, at, recorded_at, applied) values ($1, $2, $3, $4, 'FAILED', now(), now(), true)",
      [uuidV7(), own.tenantId, own.channelIds[0], reply],
    );
    const { data, codes } = await run(
      own,
      `query ($id: ID!) { message(id: $id) { cursor replyTo { id } author { __typename ... on User { name } }
         failure { providerCode message retryable } statusHistory { status applied } conversation { id } channel { id } } }`,
      { id: reply },
    );
    expect(codes).toEqual([]);
    expect(data.message).toEqual({
      cursor: expect.any(String),
      replyTo: { id: asked },
      author: { __typename: 'User', name: 'MANAGER' },
      failure: { providerCode: '131047', message: 'too late', retryable: false },
      statusHistory: [{ status: 'FAILED', applied: true }],
      conversation: { id: conversation.id },
      channel: { id: own.channelIds[0] },
    });
    expect(testCursors.decodePlace(own.tenantId, data.message.cursor).position).toBe(3);
  });

  it('are counted by number and status, from a moment on', async () => {
    const own = await seedTenant(database, `stats-${uuidV7()}`);
    await seedConversations(database, own, { count: 2, messagesEach: 3 });
    await seedConversations(database, own, { messagesEach: 1, channelId: own.channelIds[1] });
    const stats = `query ($channelId: ID, $since: DateTime) { messageStats(channelId: $channelId, since: $since) {
      totalMessages contactsWithMessages recentMessages(first: 2) { id } byChannel { channel { externalId } inbound outbound } byStatus { status count } } }`;
    const all = await run(own, stats);
    expect(all.codes).toEqual([]);
    expect(all.data.messageStats).toMatchObject({
      totalMessages: 7,
      contactsWithMessages: 3,
      byChannel: [
        { channel: { externalId: 'instance_0' }, inbound: 4, outbound: 2 },
        { channel: { externalId: 'instance_1' }, inbound: 1, outbound: 0 },
      ],
      byStatus: [
        { status: 'RECEIVED', count: 5 },
        { status: 'SENT', count: 2 },
      ],
    });
    expect(all.data.messageStats.recentMessages).toHaveLength(2);
    const one = await run(own, stats, { channelId: own.channelIds[1] });
    expect(one.data.messageStats).toMatchObject({ totalMessages: 1, contactsWithMessages: 1 });
    const later = await run(own, stats, { since: new Date(Date.now() + 60_000).toISOString() });
    expect(later.data.messageStats).toMatchObject({
      totalMessages: 0,
      contactsWithMessages: 0,
      byChannel: [],
    });
  });

  it('wait in the outbox with their attempts', async () => {
    const own = await seedTenant(database, `outbox-${uuidV7()}`);
    const [conversation] = (await seedConversations(database, own, { messagesEach: 3 })) as [
      SeededConversation,
    ];
    const out = conversation.messageIds[2];
    const outbox =
      '{ outbox { nodes { status message { id } attempts { number outcome } nextAttemptAt } } channels { nodes { health { outboxDepth unknownCount oldestQueuedAt } lastOutboundAt } } }';
    expect((await run(own, outbox)).data.outbox.nodes).toEqual([]);
    await database.pool.query("update messages set status = 'QUEUED' where id = $1", [out]);
    await database.pool.query(
      "insert into send_attempts (id, tenant_id, message_id, number, started_at, outcome) values ($1, $2, $3, 1, now(), 'RETRY')",
      [uuidV7(), own.tenantId, out],
    );
    await database.pool.query(
      "select graphile_worker.add_job('send-message', job_key => 'send:' || $1::text, run_at => '2030-01-01T00:00:00Z')",
      [out],
    );
    const { data, codes } = await run(own, outbox);
    expect(codes).toEqual([]);
    expect(data.outbox.nodes).toEqual([
      {
        status: 'QUEUED',
        message: { id: out },
        attempts: [{ number: 1, outcome: 'RETRY' }],
        nextAttemptAt: new Date('2030-01-01'),
      },
    ]);
    expect(data.channels.nodes[0]).toEqual({
      health: { outboxDepth: 1, unknownCount: 0, oldestQueuedAt: expect.any(Date) },
      lastOutboundAt: expect.any(Date),
    });
  });
});
