import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { createSchema } from '../../src/schema/build-schema.js';
import { createRunner, type TakenStatement, testCursors } from '../support/run-graphql.js';
import { openTestDatabase, type SeededTenant, seedConversations, seedTenant } from '../support/seed.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const inbox = /* GraphQL */ `
  query Inbox($first: Int, $after: Cursor, $filter: ConversationFilter) {
    conversations(first: $first, after: $after, filter: $filter) {
      edges { cursor node {
        id status unreadCount lastActivityAt
        channel { id displayName }
        contact { id displayName phone }
        identity { rawValue }
        lead { id name }
        assignee { id name }
        lastMessage { id text direction conversation { id } channel { id } author { __typename ... on Contact { displayName } } }
        replyWindow { open freeFormAllowed }
      } }
      nodes { id }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      syncCursor
    }
  }`;

let files: TestDatabase;
let database: Database;
let tenant: SeededTenant;
let run: ReturnType<typeof createRunner>;

beforeAll(async () => {
  files = await createTestDatabase();
  database = await openTestDatabase(files.url);
  run = createRunner(await createSchema(), database);
  tenant = await seedTenant(database, 'inbox');
  await seedConversations(database, tenant, { count: 60, messagesEach: 2, assigneeId: tenant.users.MANAGER });
});

afterAll(async () => {
  await database?.close();
  await files?.drop();
});

describe('a page of the inbox', () => {
  it('is one statement, for five rows as for fifty', async () => {
    const few = await run(tenant, inbox, { first: 5 });
    const many = await run(tenant, inbox, { first: 50 });
    expect(few.codes).toEqual([]);
    expect(few.data.conversations.edges).toHaveLength(5);
    expect(many.data.conversations.edges).toHaveLength(50);
    expect(few.statements).toHaveLength(1);
    expect(many.statements).toHaveLength(1);
  });

  it('takes the same number of statements whatever is asked of each row', async () => {
    const everything = /* GraphQL */ `
      query Everything($first: Int) {
        conversations(first: $first) { totalCount nodes {
          topic { name } siblings(first: 3) { totalCount nodes { id } }
          notes(first: 3) { nodes { body author { __typename } } }
          messages(last: 5) { nodes { id cursor statusHistory { status } attachments { id } sourceEvent { id } replyTo { id } author { __typename } } syncCursor }
          contact { identities { rawValue channel { id } } leads(first: 3) { totalCount nodes { stage { name } owner { id } topic { id } } } conversations(first: 2) { totalCount nodes { lastMessage { id } } } }
          channel { account { name } lastInboundAt lastOutboundAt health { outboxDepth } tenant { slug } conversations(first: 1) { nodes { id } } }
          lead { notes { nodes { id } } conversations(first: 2) { nodes { id } } }
        } }
      }`;
    const few = await run(tenant, everything, { first: 5 });
    const many = await run(tenant, everything, { first: 50 });
    expect(few.codes).toEqual([]);
    expect(many.data.conversations.nodes).toHaveLength(50);
    expect(many.statements.map(({ statement }) => statement.name).sort()).toEqual(
      few.statements.map(({ statement }) => statement.name).sort(),
    );
  });

  it('shows channel, person, address, lead, assignee and last message of each conversation', async () => {
    const [made] = await seedConversations(database, tenant, {
      messagesEach: 3,
      assigneeId: tenant.users.OWNER,
    });
    const { data } = await run(tenant, inbox, { first: 1 });
    expect(data.conversations.edges[0].node).toEqual({
      id: made?.id,
      status: 'OPEN',
      unreadCount: 2,
      lastActivityAt: expect.any(Date),
      channel: { id: tenant.channelIds[0], displayName: 'Number 0' },
      contact: { id: made?.contactId, displayName: expect.stringMatching(/^Person/), phone: made?.phone },
      identity: { rawValue: `${made?.phone.slice(1)}@c.us` },
      lead: { id: made?.leadId, name: expect.stringMatching(/^Person/) },
      assignee: { id: tenant.users.OWNER, name: 'OWNER' },
      lastMessage: {
        id: made?.messageIds[2],
        text: expect.stringMatching(/^Message 2/),
        direction: 'OUTBOUND',
        conversation: { id: made?.id },
        channel: { id: tenant.channelIds[0] },
        author: { __typename: 'SystemActor' },
      },
      replyWindow: { open: true, freeFormAllowed: true },
    });
  });

  it('covers every row once while others are added', async () => {
    const own = await seedTenant(database, `walk-${uuidV7()}`);
    const before = await seedConversations(database, own, { count: 57 });
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { data, codes }: Awaited<ReturnType<typeof run>> = await run(own, inbox, { first: 10, after });
      expect(codes).toEqual([]);
      seen.push(...data.conversations.nodes.map((node: { id: string }) => node.id));
      if (!data.conversations.pageInfo.hasNextPage) break;
      after = data.conversations.pageInfo.endCursor;
      await seedConversations(database, own, { count: 3 });
    }
    expect(seen).toEqual(before.map(({ id }) => id).reverse());
  });

  it('gives rows of the same moment an order of their own', async () => {
    const own = await seedTenant(database, `tie-${uuidV7()}`);
    const made = await seedConversations(database, own, { count: 9 });
    await database.pool.query(
      "update conversations set last_activity_at = '2026-01-01 00:00:00.123456+00' where tenant_id = $1",
      [own.tenantId],
    );
    const first = await run(own, inbox, { first: 4 });
    const second = await run(own, inbox, { first: 5, after: first.data.conversations.pageInfo.endCursor });
    const ids = [...first.data.conversations.nodes, ...second.data.conversations.nodes].map(node => node.id);
    expect(ids).toEqual(made.map(({ id }) => id).reverse());
    expect(second.data.conversations.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it('filters', async () => {
    const own = await seedTenant(database, `filter-${uuidV7()}`);
    const [first, second] = await seedConversations(database, own, { count: 2 });
    const [other] = await seedConversations(database, own, {
      channelId: own.channelIds[1],
      assigneeId: own.users.MANAGER,
    });
    await database.pool.query(
      'update conversations set status = $2, unread_count = 0, topic_id = $3 where id = $1',
      [first?.id, 'RESOLVED', own.topicIds[0]],
    );
    await database.pool.query('update contacts set display_name = $2 where id = $1', [
      second?.contactId,
      '100%_Ann\\a',
    ]);
    const ids = async (filter: object) => {
      const { data, codes } = await run(own, inbox, { filter });
      expect(codes).toEqual([]);
      return data.conversations.nodes.map((node: { id: string }) => node.id);
    };
    const all = [other?.id, second?.id, first?.id];
    expect(await ids({})).toEqual(all);
    expect(await ids({ channelIds: [own.channelIds[1]] })).toEqual([other?.id]);
    expect(await ids({ channelIds: [] })).toEqual([]);
    expect(await ids({ status: ['RESOLVED'] })).toEqual([first?.id]);
    expect(await ids({ assigneeIds: [own.users.MANAGER] })).toEqual([other?.id]);
    expect(await ids({ unassigned: true })).toEqual([second?.id, first?.id]);
    expect(await ids({ unassigned: false, unreadOnly: true })).toEqual([other?.id]);
    expect(await ids({ topicIds: [own.topicIds[0]] })).toEqual([first?.id]);
    expect(await ids({ contactId: second?.contactId })).toEqual([second?.id]);
    expect(await ids({ leadId: second?.leadId })).toEqual([second?.id]);
    expect(await ids({ unreadOnly: true, status: ['OPEN'] })).toEqual([other?.id, second?.id]);
    expect(await ids({ search: '100%_ann\\' })).toEqual([second?.id]);
    expect(await ids({ search: '1__%' })).toEqual([]);
    expect(await ids({ search: `8 ${other?.phone.slice(2)}` })).toEqual([other?.id]);
    expect(await ids({ assigneeIds: [] })).toEqual([]);
    expect(await ids({ topicIds: [] })).toEqual([]);
    const soon = new Date(Date.now() + 3_600_000);
    expect(await ids({ activeAfter: soon })).toEqual([]);
    expect(await ids({ activeBefore: soon })).toEqual(all);
    expect(await ids({ createdAfter: soon })).toEqual([]);
    expect(await ids({ createdBefore: soon })).toEqual(all);
    const { rows } = await database.pool.query(
      "update conversations set last_activity_at = '2026-01-02T03:04:05.678Z', created_at = '2026-01-02T03:04:05.678Z' where id = $1 returning last_activity_at as at",
      [second?.id],
    );
    const range = { activeAfter: rows[0].at, createdAfter: rows[0].at };
    expect(await ids(range)).toEqual([other?.id, first?.id, second?.id]);
    expect(await ids({ activeBefore: rows[0].at })).toEqual([]);
    expect(await ids({ createdBefore: rows[0].at })).toEqual([]);
  });

  it('counts several views at once in two statements for each', async () => {
    const own = await seedTenant(database, `views-${uuidV7()}`);
    const [first] = await seedConversations(database, own, { count: 3 });
    await database.pool.query('update conversations set assignee_id = $2 where id = $1', [
      ...[first?.id, own.users.MANAGER],
    ]);
    const of = (filter: string) =>
      `conversations(first: 0, filter: { status: [OPEN], ${filter} }) { totalCount }`;
    const { data, statements } = await run(
      own,
      `{ mine: ${of(`assigneeIds: ["${own.users.MANAGER}"]`)} unassigned: ${of('unassigned: true')} all: ${of('')} }`,
    );
    expect(data).toEqual({
      ...{ mine: { totalCount: 1 }, unassigned: { totalCount: 2 }, all: { totalCount: 3 } },
    });
    expect(statements).toHaveLength(6);
  });

  it('counts only when asked', async () => {
    const own = await seedTenant(database, `count-${uuidV7()}`);
    await seedConversations(database, own, { count: 3 });
    const { data, statements } = await run(own, '{ conversations(first: 1) { totalCount nodes { id } } }');
    expect(data.conversations.totalCount).toBe(3);
    expect(statements).toHaveLength(2);
  });

  it('tells where the event log stood, also for an empty inbox', async () => {
    const own = await seedTenant(database, `sync-${uuidV7()}`);
    const position = async () => {
      const { data } = await run(own, '{ conversations { syncCursor } }');
      return testCursors.decodePlace(own.tenantId, data.conversations.syncCursor).position;
    };
    expect(await position()).toBe(0);
    await seedConversations(database, own, { messagesEach: 4, withEvents: true });
    expect(await position()).toBe(4);
  });

  it('refuses what it cannot answer', async () => {
    const codes = async (variables: object) => (await run(tenant, inbox, variables as never)).codes;
    expect(await codes({ first: 101 })).toEqual(['BAD_USER_INPUT']);
    expect(await codes({ first: -1 })).toEqual(['BAD_USER_INPUT']);
    expect(await codes({ filter: { contactId: "x' or 1=1" } })).toEqual(['BAD_USER_INPUT']);
    expect(await codes({ filter: { search: 'a\0b' } })).toEqual(['BAD_USER_INPUT']);
    expect(await codes({ after: 'bm9uc2Vuc2U' })).toEqual(['CURSOR_INVALID']);
    expect(await codes({ after: testCursors.encode(tenant.tenantId, 'messages', [uuidV7()]) })).toEqual([
      'CURSOR_INVALID',
    ]);
    const foreign = await seedTenant(database, `foreign-${uuidV7()}`);
    await seedConversations(database, foreign, {});
    const theirs = await run(foreign, inbox, {});
    expect(await codes({ after: theirs.data.conversations.pageInfo.endCursor })).toEqual(['CURSOR_INVALID']);
  });

  it('shows nobody the rows of another tenant', async () => {
    const foreign = await seedTenant(database, `theirs-${uuidV7()}`);
    const [theirs] = await seedConversations(database, foreign, {});
    const look = '{ conversation(id: "ID") { id } }'.replace('ID', theirs?.id ?? '');
    expect((await run(foreign, look)).data.conversation.id).toBe(theirs?.id);
    expect((await run(tenant, look)).codes).toEqual(['NOT_FOUND']);
    expect(
      (await run(tenant, inbox, { filter: { contactId: theirs?.contactId } })).data.conversations.nodes,
    ).toEqual([]);
    expect((await run(tenant, inbox, {}, null)).codes).toEqual(['UNAUTHENTICATED']);
  });
});

describe('the plans of pages over a filled table', () => {
  const small = { slug: `small-${uuidV7()}` } as { slug: string; tenant: SeededTenant };

  /** A prepared statement uses a generic plan, an unnamed one is planned for its own values. */
  const plansOf = async (of: SeededTenant, { statement, parameters }: TakenStatement): Promise<string[]> => {
    const client = await database.pool.connect();
    try {
      const plans: string[] = [];
      for (const mode of statement.name
        ? ['force_custom_plan', 'force_generic_plan']
        : ['force_custom_plan']) {
        await client.query(`set plan_cache_mode = ${mode}`);
        const { rows } = await client.query({
          text: `explain ${statement.text}`,
          values: [of.tenantId, ...parameters],
        });
        plans.push(rows.map(row => row['QUERY PLAN']).join('\n'));
      }
      return plans;
    } finally {
      await client.query('reset plan_cache_mode');
      client.release();
    }
  };

  beforeAll(async () => {
    for (let i = 0; i < 4; i += 1) {
      const channelId = tenant.channelIds[(i % 3) as 0 | 1 | 2];
      await seedConversations(database, tenant, { count: 2_000, messagesEach: 5, channelId });
    }
    small.tenant = await seedTenant(database, small.slug);
    await seedConversations(database, small.tenant, { count: 2 });
    await database.pool.query('analyze');
  });

  it('read the inbox and a conversation through their indexes', async () => {
    const messages = '{ conversations(first: 50) { nodes { messages(last: 20) { nodes { id } } } } }';
    const first = await run(tenant, inbox, { first: 50 });
    const after = first.data.conversations.pageInfo.endCursor;
    const taken = [
      ...first.statements,
      ...(await run(tenant, inbox, { first: 50, after })).statements,
      ...(await run(tenant, messages)).statements,
      ...(await run(tenant, inbox, { first: 20, filter: { channelIds: [tenant.channelIds[0]] } })).statements,
    ];
    expect(taken).toHaveLength(5);
    for (const one of taken) {
      for (const plan of await plansOf(tenant, one)) {
        expect(plan).toMatch(/conversations_inbox_idx|messages_conversation_idx/);
        expect(plan).not.toMatch(/Seq Scan on (conversations|messages|contacts|contact_identities|leads)/);
      }
    }
  });

  it('read the notes of leads, with their messages, through indexes, in one statement for all of them', async () => {
    const { statements, data } = await run(
      tenant,
      '{ leads(first: 20) { nodes { notes(first: 10) { nodes { id } } } } }',
    );
    expect(data.leads.nodes[0].notes.nodes).toHaveLength(5);
    expect(statements).toHaveLength(2);
    for (const plan of await plansOf(tenant, statements[1] as TakenStatement)) {
      expect(plan).toMatch(/messages_conversation_idx/);
      // No note has a row of its own here.
      expect(plan).not.toMatch(/Seq Scan on (conversations|messages|leads)/);
    }
  });

  it('do not lead a small tenant through the messages of a large one', async () => {
    const { statements, data } = await run(small.tenant, '{ messages(last: 20) { nodes { id } } }');
    expect(data.messages.nodes).toHaveLength(2);
    for (const one of statements) {
      for (const plan of await plansOf(small.tenant, one)) expect(plan).toMatch(/messages_tenant_idx/);
    }
  });
});
