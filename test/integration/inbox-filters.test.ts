/** The page decides by itself whether a conversation of an event is in its list; the server decides the same. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Database } from '../../src/database/database.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { Role } from '../../src/domain/vocabulary.js';
import { createSchema } from '../../src/schema/build-schema.js';
import {
  type Filters,
  noFilters,
  readFilters,
  toJudge,
  toServerFilter,
  writeFilters,
} from '../../web/src/conversations/filters.js';
import type { RowPartsFragment } from '../../web/src/gql/operations.js';
import { createRunner } from '../support/run-graphql.js';
import { openTestDatabase, type SeededTenant, seedConversations, seedTenant } from '../support/seed.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const list = /* GraphQL */ `
  query List($filter: ConversationFilter) {
    conversations(first: 100, filter: $filter) {
      nodes {
        id deskStatus: status unreadCount handoff
        channel { id } assignee { id } team { id } topic { id } labels { id } viewerState { unreadCount }
      }
    }
  }`;
type ListedRow = RowPartsFragment & { readonly viewerState: { readonly unreadCount: number } };

const count = 80;
let files: TestDatabase;
let database: Database;
let tenant: SeededTenant;
let run: ReturnType<typeof createRunner>;
const teams = [uuidV7(), uuidV7()];
const labels = [uuidV7(), uuidV7(), uuidV7()];

beforeAll(async () => {
  files = await createTestDatabase();
  database = await openTestDatabase(files.url);
  run = createRunner(await createSchema(), database);
  tenant = await seedTenant(database, 'filters');
  const half = { count: count / 2, messagesEach: 2 };
  const made = [
    ...(await seedConversations(database, tenant, half)),
    ...(await seedConversations(database, tenant, { ...half, channelId: tenant.channelIds[1] })),
  ];
  const { pool } = database;
  for (const [n, id] of teams.entries())
    await pool.query('insert into teams (id, tenant_id, name) values ($1, $2, $3)', [
      id,
      tenant.tenantId,
      `Team ${n}`,
    ]);
  for (const [n, id] of labels.entries())
    await pool.query("insert into labels (id, tenant_id, name, color) values ($1, $2, $3, '#112233')", [
      ...[id, tenant.tenantId, `Label ${n}`],
    ]);
  const users = [tenant.users.MANAGER, tenant.users.OWNER, null];
  // Every combination of several prime cycles, so that values of different columns are independent.
  for (const [n, { id, messageIds }] of made.entries()) {
    const status = ['OPEN', 'PENDING', 'RESOLVED', 'SNOOZED'][n % 4];
    await pool.query(
      `update conversations set status = $2, snoozed_until = case when $2 = 'SNOOZED' then now() + interval '1 day' end,
          assignee_id = $3, team_id = $4, topic_id = $5, label_ids = $6, handoff = $7 where id = $1`,
      [
        ...[
          id,
          status,
          users[n % 3],
          [...teams, null][n % 5] ?? null,
          [...tenant.topicIds, null][n % 7] ?? null,
        ],
        labels.filter((_, at) => (n >> at) % 2 === 1),
        n % 3 === 0 ? 'HANDOFF_REQUESTED' : 'AI_ACTIVE',
      ],
    );
    if (n % 11 < 5)
      await pool.query(
        'insert into conversation_reads (tenant_id, conversation_id, user_id, read_up_to, changed_at) values ($1, $2, $3, $4, now())',
        [tenant.tenantId, id, tenant.users.MANAGER, messageIds.at(-1)],
      );
  }
});
afterAll(async () => {
  await database?.close();
  await files?.drop();
});

/** One of the values, or, as often, none: all filters at once let nothing through. */
const oneOf = (values: readonly (string | null)[]) => fc.oneof(fc.constant(null), fc.constantFrom(...values));

describe("the page's filter", () => {
  it("lets the same conversations through as the server's, for every choice of filters", async () => {
    const scopeOf = (channels: readonly string[] | null) => ({ viewerId: tenant.users.MANAGER, channels });
    const { data, codes } = await run(tenant, list, { filter: {} }, Role.MANAGER);
    expect(codes).toEqual([]);
    const all: readonly ListedRow[] = data.conversations.nodes;
    expect(all).toHaveLength(count);
    const filters: fc.Arbitrary<Filters> = fc.record({
      channelId: oneOf([null, null, ...tenant.channelIds]),
      status: oneOf([null, null, 'OPEN', 'PENDING', 'RESOLVED', 'SNOOZED']),
      assignee: oneOf([null, 'ME', 'UNASSIGNED', tenant.users.OWNER]),
      teamId: oneOf([null, null, ...teams]),
      topicId: oneOf([null, null, ...tenant.topicIds]),
      labelId: oneOf([null, null, ...labels]),
      isUnread: fc.constantFrom(false, false, true),
      needsPerson: fc.constantFrom(false, false, true),
      search: fc.constant(''),
    }) as fc.Arbitrary<Filters>;
    const channels = fc.constantFrom(
      null,
      [tenant.channelIds[0]],
      [tenant.channelIds[0], tenant.channelIds[1]],
      [],
    );
    let letThrough = 0;
    await fc.assert(
      fc.asyncProperty(filters, channels, async (chosen, own) => {
        const scope = scopeOf(own);
        const answer = await run(tenant, list, { filter: toServerFilter(chosen, scope) }, Role.MANAGER);
        expect(answer.codes).toEqual([]);
        const judge = toJudge(chosen, scope);
        const expected = all
          .filter(row => judge?.(row, row.viewerState.unreadCount) === null)
          .map(({ id }) => id);
        expect(answer.data.conversations.nodes.map(({ id }: { id: string }) => id)).toEqual(expected);
        letThrough += expected.length;
        // What is in the address is what was chosen.
        expect(readFilters(writeFilters(chosen))).toEqual(chosen);
      }),
      { numRuns: 150 },
    );
    expect(letThrough).toBeGreaterThan(100);
  });

  it('leaves a search to the server', () => {
    const scope = { viewerId: tenant.users.MANAGER, channels: null };
    expect(toJudge({ ...noFilters, search: ' 701 ' }, scope)).toBeNull();
    expect(toServerFilter({ ...noFilters, search: ' 701 ' }, scope)).toEqual({ search: '701' });
    expect(readFilters('?status=NONSENSE&view=none')).toEqual(noFilters);
  });
});
