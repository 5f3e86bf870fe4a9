/** A list of conversations reads only the requested columns, and returns the same result as with whole rows. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import type { Database } from '../../src/database/database.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { toInboxDetail } from '../../src/resolvers/selection.js';
import { createSchema } from '../../src/schema/build-schema.js';
import { createRunner } from '../support/run-graphql.js';
import { openTestDatabase, type SeededTenant, seedConversations, seedTenant } from '../support/seed.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let files: TestDatabase;
let database: Database;
let tenant: SeededTenant;
let run: ReturnType<typeof createRunner>;

beforeAll(async () => {
  files = await createTestDatabase();
  database = await openTestDatabase(files.url);
  run = createRunner(await createSchema(), database);
  tenant = await seedTenant(database, 'columns');
  await seedConversations(database, tenant, { count: 12, messagesEach: 2 });
  await giveWork();
});
afterAll(async () => {
  await database?.close();
  await files?.drop();
});

/** Topics, assignees and owners, of which some are the same rows in two relations; a team, a label, a file. */
async function giveWork(): Promise<void> {
  const { tenantId, topicIds, users } = tenant;
  const query = (text: string, ...values: unknown[]) => database.pool.query(text, values);
  const place = `(row_number() over (order by id))::int`;
  await query(
    `update conversations c set topic_id = ($2::uuid[])[n % 3], assignee_id = ($3::uuid[])[n % 3]
       from (select id, ${place} as n from conversations where tenant_id = $1) p where p.id = c.id`,
    ...[tenantId, topicIds, [users.OWNER, users.MANAGER]],
  );
  await query(
    `update leads l set topic_id = ($2::uuid[])[n % 3], owner_id = ($3::uuid[])[n % 3]
       from (select id, ${place} as n from leads where tenant_id = $1) p where p.id = l.id`,
    ...[tenantId, topicIds, [users.MANAGER, users.OWNER]],
  );
  const [teamId, labelId] = [uuidV7(), uuidV7()];
  await query("insert into teams (id, tenant_id, name) values ($1, $2, 'Team')", teamId, tenantId);
  await query(
    "insert into labels (id, tenant_id, name, color) values ($1, $2, 'Label', '#aa0000')",
    labelId,
    tenantId,
  );
  await query(
    'update conversations set team_id = $2, label_ids = array[$3::uuid] where tenant_id = $1',
    tenantId,
    teamId,
    labelId,
  );
  await query('update contacts set label_ids = array[$2::uuid] where tenant_id = $1', tenantId, labelId);
  await query(
    `with filed as (update messages m set has_attachments = true from conversations c
        where c.last_message_id = m.id and c.tenant_id = $1 returning m.id)
     insert into attachments (id, tenant_id, message_id, mime_type, state, created_at)
     select gen_random_uuid(), $1, id, 'image/png', 'STORED', now() from filed`,
    tenantId,
  );
}

const nameOf = ({ statements: [first] }: Awaited<ReturnType<typeof run>>) => first?.statement.name;
const isNarrow = expect.stringMatching(/^inbox:columns-\d+:first/);

/** Fields of a conversation in a list, in several sets. */
const selections = [
  'id',
  '__typename unreadCount',
  'id status unreadCount lastActivityAt lastInboundAt handoff snoozedUntil',
  'channel { id }',
  'id channel { displayName externalId status kind isDefault phoneNumber }',
  'contact { displayName phone }',
  'lastMessage { __typename text direction status kind sentAt createdAt externalId }',
  'id status channel { id displayName } contact { id displayName phone } lastMessage { id text sentAt }',
  'lead { id name stage { name isArchived } topic { name } owner { name } }',
  'assignee { id name isActive } topic { id name } identity { rawValue }',
  // Two relations to one row, of which each asks for another column.
  'topic { id } lead { topic { name } owner { role } } assignee { name }',
  'team { id name } labels { id name } contact { labels { name } }',
  'viewerState { unreadCount } replyWindow { open expiresAt } channel { displayName }',
  'lastMessage { text attachments { id mimeType state } }',
];

describe('a list that shows columns as they are', () => {
  it.each(selections)('reads no more than { %s }, and answers the same', async selection => {
    const narrow = await run(tenant, `{ conversations(first: 7) { nodes { ${selection} } } }`);
    // A second field of the operation might read any column of the rows.
    const whole = await run(tenant, `{ conversations(first: 7) { nodes { ${selection} } } tenant { name } }`);
    expect([narrow.codes, whole.codes]).toEqual([[], []]);
    expect(nameOf(narrow)).toEqual(isNarrow);
    expect(whole.statements.map(({ statement }) => statement.name)).toContainEqual(
      expect.stringMatching(/^inbox:(card|full):first/),
    );
    expect(narrow.data.conversations.nodes).toEqual(whole.data.conversations.nodes);
    // Labels, teams, files and what a user has read have statements of their own.
    const apart = ['team {', 'labels {', 'viewerState', 'attachments'].filter(part =>
      selection.includes(part),
    );
    expect(narrow.statements.length).toBeLessThanOrEqual(1 + apart.length);
  });

  it('pages, counts and filters as any other', async () => {
    const document = `query($first: Int, $after: Cursor, $filter: ConversationFilter) {
      conversations(first: $first, after: $after, filter: $filter) {
        totalCount syncCursor pageInfo { hasNextPage endCursor } edges { cursor node { id unreadCount } }
      }
    }`;
    const seen: string[] = [];
    for (let after = null; ; ) {
      const { data } = await run(tenant, document, { first: 5, after, filter: { unreadOnly: true } });
      const { edges, pageInfo, totalCount } = data.conversations;
      expect(totalCount).toBe(12);
      seen.push(...edges.map((edge: { node: { id: string } }) => edge.node.id));
      if (!pageInfo.hasNextPage) break;
      expect(edges.at(-1).cursor).toBe(pageInfo.endCursor);
      after = pageInfo.endCursor;
    }
    expect(new Set(seen).size).toBe(12);
  });

  it('follows fragments and directives', async () => {
    const document = `query($shown: Boolean!) { conversations(first: 2) { ...Page } }
      fragment Page on ConversationConnection { nodes { ... on Conversation { id ...Card } } }
      fragment Card on Conversation { status @include(if: $shown) contact @skip(if: $shown) { phone } }`;
    for (const shown of [true, false]) {
      const answer = await run(tenant, document, { shown });
      expect(nameOf(answer)).toEqual(isNarrow);
      expect(Object.keys(answer.data.conversations.nodes[0]).sort()).toEqual(
        shown ? ['id', 'status'] : ['contact', 'id'],
      );
    }
  });
});

describe('whole rows are read', () => {
  it('when the operation asks for anything else: the loaders hold the rows for all of it', async () => {
    const channelId = tenant.channelIds[0];
    const { data, codes, statements } = await run(
      tenant,
      `{ conversations(first: 3) { nodes { channel { id } } } channel(id: "${channelId}") { displayName status } }`,
    );
    expect(codes).toEqual([]);
    expect(data.channel).toEqual({ displayName: 'Number 0', status: expect.any(String) });
    expect(statements.map(({ statement }) => statement.name)).toContain('inbox:card:first');
  });

  it.each([
    ['a relation of a relation', 'contact { identities { id } }'],
    ['a field with a resolver', 'id suggestion { id }'],
    ['one behind a relation', 'lastMessage { id author { __typename } }'],
    ['a row that a joined one may be', 'team { members { id } }'],
    ['a message that the page may have', 'viewerState { lastReadMessage { id } }'],
    ['a list below', 'messages(first: 1) { nodes { id } }'],
  ])('for %s', async (_what, selection) => {
    const answer = await run(tenant, `{ conversations(first: 3) { nodes { ${selection} } } }`);
    expect(answer.codes).toEqual([]);
    expect(nameOf(answer)).toBe('inbox:card:first');
  });

  it('by the one of two operations that needs them, when both share a fragment', async () => {
    const schema = await createSchema();
    const document = parse(`
      query Narrow { ...List }
      query Wide { ...List channel(id: "1") { status } }
      fragment List on Query { conversations(first: 3) { nodes { channel { id } } } }`);
    const [narrow, wide, list] = document.definitions as [
      OperationDefinitionNode,
      OperationDefinitionNode,
      FragmentDefinitionNode,
    ];
    const fieldNodes = list.selectionSet.selections as FieldNode[];
    const detailIn = (operation: OperationDefinitionNode) =>
      toInboxDetail({
        schema,
        operation,
        fieldNodes,
        fragments: { List: list },
      } as unknown as GraphQLResolveInfo);
    expect(detailIn(narrow)).toEqual(expect.objectContaining({ paths: new Set(['channel']) }));
    expect(detailIn(wide)).toBe('card');
    expect(detailIn(narrow)).not.toBe('card');
  });
});

it('has no more statements than a pool should keep, however many selections clients think of', async () => {
  const names = ['id', 'status', 'unreadCount', 'lastActivityAt', 'lastInboundAt', 'handoff', 'snoozedUntil'];
  const prepared = new Set<string | undefined>();
  for (let bits = 1; bits < 2 ** names.length; bits += 1) {
    const selection = names.filter((_name, index) => (bits >> index) & 1).join(' ');
    const answer = await run(tenant, `{ conversations(first: 1) { nodes { ${selection} } } }`);
    expect(answer.codes).toEqual([]);
    prepared.add(nameOf(answer));
  }
  expect(prepared.size).toBeLessThanOrEqual(33);
  expect(prepared).toContain('inbox:card:first');
});
