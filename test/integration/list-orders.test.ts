/** Orders and filters of lists: each order walks an index, covers every row once, and keeps its cursors to itself. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readExport } from '../../src/data/export/export-rows.js';
import type { Database } from '../../src/database/database.js';
import { ExportKind } from '../../src/domain/vocabulary.js';
import { createSchema } from '../../src/schema/build-schema.js';
import { createRunner } from '../support/run-graphql.js';
import {
  openTestDatabase,
  type SeededConversation,
  type SeededTenant,
  seedConversations,
  seedTenant,
} from '../support/seed.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let files: TestDatabase;
let database: Database;
let run: ReturnType<typeof createRunner>;
let tenant: SeededTenant;
let made: SeededConversation[];

beforeAll(async () => {
  files = await createTestDatabase();
  database = await openTestDatabase(files.url);
  run = createRunner(await createSchema(), database);
  // Rows of another company, which the indexes must skip.
  await seedConversations(database, await seedTenant(database, 'large'), { count: 500 });
  tenant = await seedTenant(database, 'orders');
  made = await seedConversations(database, tenant, { count: 30 });
  await fill();
  await database.pool.query('analyze');
});
afterAll(async () => {
  await database.close();
  await files.drop();
});

/** Names with capitals, ties, a separator of cursors, and none; changes in another order than the ids; bookings. */
async function fill(): Promise<void> {
  const sql = (text: string, ...values: unknown[]) => database.pool.query(text, values);
  const { tenantId } = tenant;
  for (const [n, { contactId, leadId }] of made.entries()) {
    const name = ['anna', 'Anna', 'boris', null, `Z${'z'.repeat(90)}${n}`, `c\u001f${n}`][n % 6];
    await sql(
      'update contacts set display_name = $2, created_at = $3 where id = $1',
      contactId,
      name,
      day(n),
    );
    await sql(
      'update leads set updated_at = $2, created_at = $3, owner_id = $4, topic_id = $5 where id = $1',
      leadId,
      day((n * 7) % 30),
      day(n),
      n % 3 === 0 ? tenant.users.OWNER : null,
      tenant.topicIds[n % 2],
    );
  }
  await sql(
    `insert into booking_accounts (id, tenant_id, name, webhook_key_hash, webhook_key_prefix, created_at) values ($1, $1, 'YClients', 'hash', 'abcd', now())`,
    tenantId,
  );
  await sql(
    `insert into salons (id, tenant_id, account_id, company_id, name, timezone, currency, grouping_seconds, reminder_hours, bot_comment_markers, created_at)
     values ($1, $1, $1, '1', 'Salon', 'Asia/Almaty', 'KZT', 0, '{}', '{}', now())`,
    tenantId,
  );
  await sql(
    `insert into bookings (id, tenant_id, salon_id, company_external_id, external_id, status, services, total_cost, starts_at, revision, created_at, updated_at)
     select gen_random_uuid(), $1, $1, '1', n, 'ACTIVE', $2, 0.1::float8 + 0.2::float8, case when n % 5 > 0 then '2026-01-01Z'::timestamptz + n * interval '1 day' end, 1, now(), now()
       from generate_series(1, 25) n`,
    tenantId,
    JSON.stringify([{ externalId: null, title: 'Cut', cost: 6000, firstCost: null, discount: null }]),
  );
}

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n));

/** Every list with its orders, and the text by which a row is compared. */
const lists = [
  ['conversations', 'OLDEST_ACTIVITY_FIRST', 'lastActivityAt', 30, 'conversations_inbox_idx'],
  ['conversations', 'LATEST_ACTIVITY_FIRST', 'lastActivityAt', 30, 'conversations_inbox_idx'],
  ['contacts', 'NEWEST_FIRST', 'displayName', 30, 'contacts_tenant_id_idx'],
  ['contacts', 'NAME', 'displayName', 30, 'contacts_order_idx'],
  ['leads', 'NEWEST_FIRST', 'updatedAt', 30, 'leads_tenant_id_idx'],
  ['leads', 'LATEST_CHANGE_FIRST', 'updatedAt', 30, 'leads_change_idx'],
  ['bookings', 'LATEST_VISIT_FIRST', 'startsAt', 25, 'bookings_start_idx'],
  ['bookings', 'NEXT_VISIT_FIRST', 'startsAt', 20, 'bookings_start_idx'],
] as const;

const page = (list: string, order: string, field: string) =>
  `query ($first: Int, $after: Cursor) { ${list}(orderBy: ${order}, first: $first, after: $after) { nodes { id ${field} } pageInfo { hasNextPage endCursor } totalCount } }`;

/** All rows, page by page. */
async function walk(list: string, order: string, field: string) {
  const rows: Record<string, unknown>[] = [];
  for (let after: string | null = null; ; ) {
    const { data, codes } = await run(tenant, page(list, order, field), { first: 7, after });
    expect(codes).toEqual([]);
    rows.push(...data[list].nodes);
    if (!data[list].pageInfo.hasNextPage) return rows;
    after = data[list].pageInfo.endCursor;
  }
}

describe('each order', () => {
  it.each(lists)(
    'of %s, %s, covers every row once, and counts them',
    async (list, order, field, count, _index) => {
      const rows = await walk(list, order, field);
      expect(new Set(rows.map(row => row.id)).size).toBe(count);
      expect(rows).toHaveLength(count);
      const whole = await run(tenant, page(list, order, field), { first: 100 });
      expect(whole.data[list].nodes).toEqual(rows);
      expect(whole.data[list].totalCount).toBe(count);
      const none = await run(tenant, page(list, order, field), { first: 0 });
      expect(none.data[list]).toEqual({
        nodes: [],
        pageInfo: { hasNextPage: true, endCursor: null },
        totalCount: count,
      });
    },
  );

  it('is what it says', async () => {
    const of = async (list: string, order: string, field: string) =>
      (await walk(list, order, field)).map(row => row[field] as Date | string | null);
    const times = (values: readonly (Date | string | null)[]) =>
      values.map(value => (value instanceof Date ? value.getTime() : Number.NEGATIVE_INFINITY));
    const falling = (values: readonly number[]) => [...values].sort((a, b) => b - a);
    const rising = (values: readonly number[]) => [...values].sort((a, b) => a - b);

    const latest = times(await of('conversations', 'LATEST_ACTIVITY_FIRST', 'lastActivityAt'));
    expect(latest).toEqual(falling(latest));
    expect(times(await of('conversations', 'OLDEST_ACTIVITY_FIRST', 'lastActivityAt'))).toEqual(
      rising(latest),
    );
    const changed = times(await of('leads', 'LATEST_CHANGE_FIRST', 'updatedAt'));
    expect(changed).toEqual(falling(changed));
    const visits = times(await of('bookings', 'LATEST_VISIT_FIRST', 'startsAt'));
    expect(visits).toEqual(falling(visits));
    expect(times(await of('bookings', 'NEXT_VISIT_FIRST', 'startsAt'))).toEqual(
      rising(visits.filter(Number.isFinite)),
    );
    const names = await of('contacts', 'NAME', 'displayName');
    expect(names.slice(0, 10).map(name => String(name).toLowerCase())).toEqual(Array(10).fill('anna'));
    expect(names.slice(10, 15)).toEqual(Array(5).fill('boris'));
    expect(names.slice(-5)).toEqual(Array(5).fill(null));
    expect(names.slice(-10, -5).every(name => String(name).startsWith('Zz'))).toBe(true);
  });

  it.each(lists)(
    'of %s, %s, refuses the cursor of another order',
    async (list, order, field, _count, _index) => {
      const others = lists.filter(([other, otherOrder]) => other === list && otherOrder !== order);
      for (const [, otherOrder] of others) {
        const { data } = await run(tenant, page(list, otherOrder, field), { first: 2 });
        const after = data[list].pageInfo.endCursor;
        expect((await run(tenant, page(list, order, field), { after })).codes).toEqual(['CURSOR_INVALID']);
      }
    },
  );

  it.each(lists)('of %s, %s, is cut out of its index', async (list, order, field, _count, index) => {
    const first = await run(tenant, page(list, order, field), { first: 7 });
    const after = first.data[list].pageInfo.endCursor;
    const next = await run(tenant, page(list, order, field), { first: 7, after });
    for (const { statements } of [first, next]) {
      const taken = statements.find(({ statement }) => /limit \$/.test(statement.text));
      const client = await database.pool.connect();
      try {
        // With few rows a scan is cheaper; the question is whether the order can come from an index.
        await client.query('begin');
        await client.query(
          'set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off',
        );
        const { rows } = await client.query(`explain ${taken?.statement.text}`, [
          tenant.tenantId,
          ...(taken?.parameters ?? []),
        ]);
        const plan = rows.map(row => row['QUERY PLAN']).join('\n');
        // The page is cut out of the index; an order by an expression then sorts the page alone.
        expect(plan).toMatch(/Limit[^\n]*\n\s*->\s+Index (Only )?Scan( Backward)? using "?[a-z_]+"? on/);
        expect(plan).not.toMatch(/Seq Scan on (conversations|contacts|leads|bookings)/);
        expect(plan).toContain(index);
      } finally {
        await client.query('rollback');
        client.release();
      }
    }
  });
});

describe('the conversations that wait for a person', () => {
  it('are cut out of an index of their own, for any plan', async () => {
    await database.pool.query(
      `update conversations set handoff = 'HANDOFF_REQUESTED' where id = any($1::uuid[])`,
      [[made[3]?.id, made[12]?.id, made[20]?.id]],
    );
    const { data, statements } = await run(
      tenant,
      '{ conversations(first: 2, filter: { handoff: [HANDOFF_REQUESTED] }) { nodes { id } totalCount } }',
    );
    expect(data.conversations.totalCount).toBe(3);
    expect(data.conversations.nodes).toHaveLength(2);
    const pages = statements.filter(({ statement }) =>
      /"handoff" = 'HANDOFF_REQUESTED'/.test(statement.text),
    );
    expect(pages.length).toBeGreaterThan(0);
    const client = await database.pool.connect();
    try {
      await client.query('set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off');
      for (const { statement } of pages) {
        const { rows } = await client.query(`explain (generic_plan) ${statement.text}`);
        expect(rows.map(row => row['QUERY PLAN']).join('\n')).toContain('conversations_handoff_idx');
      }
    } finally {
      client.release(true);
    }
  });
});

describe('an export of conversations', () => {
  it('has every one once, also when each gets a message before its page is read', async () => {
    const found: unknown[] = [];
    const selection = { kind: ExportKind.CONVERSATIONS, filters: {} };
    for await (const { rows, total } of readExport(database, tenant.tenantId, selection, 7)) {
      expect(total).toBe(30);
      found.push(...rows.map(({ id }) => id));
      await database.pool.query(
        'update conversations set last_activity_at = now() where tenant_id = $1 and id <> all($2)',
        [tenant.tenantId, found],
      );
    }
    expect(found).toEqual(made.map(({ id }) => id).reverse());
  });
});

describe('filters', () => {
  const ids = async (list: string, filter: object) => {
    const type = { contacts: 'ContactFilter', leads: 'LeadFilter', bookings: 'BookingFilter' }[list];
    const { data, codes } = await run(
      tenant,
      `query ($filter: ${type}) { ${list}(filter: $filter, first: 100) { nodes { id } } }`,
      { filter },
    );
    return codes.length > 0 ? codes : data[list].nodes.map((node: { id: string }) => node.id);
  };
  const of = (key: 'contactId' | 'leadId', wanted: (n: number) => boolean) =>
    made
      .filter((_, n) => wanted(n))
      .map(row => row[key])
      .reverse();

  it('of contacts: a range of creation, its start included and its end not', async () => {
    const range = { createdAfter: day(3), createdBefore: day(6) };
    expect(await ids('contacts', range)).toEqual(of('contactId', n => n >= 3 && n < 6));
    expect(await ids('contacts', { ...range, search: 'boris' })).toEqual([]);
    expect(await ids('contacts', { createdAfter: day(8), createdBefore: day(9), search: 'bor' })).toEqual(
      of('contactId', n => n === 8),
    );
  });

  it('of leads: owners, topics, creation, change', async () => {
    const { users, topicIds } = tenant;
    expect(await ids('leads', { ownerIds: [users.OWNER] })).toEqual(of('leadId', n => n % 3 === 0));
    expect(await ids('leads', { ownerIds: [users.MANAGER] })).toEqual([]);
    expect(await ids('leads', { unowned: true })).toEqual(of('leadId', n => n % 3 !== 0));
    expect(await ids('leads', { unowned: false })).toEqual(of('leadId', n => n % 3 === 0));
    expect(await ids('leads', { topicIds: [topicIds[1]] })).toEqual(of('leadId', n => n % 2 === 1));
    expect(await ids('leads', { topicIds: [...topicIds] })).toHaveLength(30);
    expect(await ids('leads', { topicIds: [] })).toEqual([]);
    expect(await ids('leads', { createdAfter: day(3), createdBefore: day(6) })).toEqual(
      of('leadId', n => n >= 3 && n < 6),
    );
    expect(await ids('leads', { updatedAfter: day(3), updatedBefore: day(6) })).toEqual(
      of('leadId', n => (n * 7) % 30 >= 3 && (n * 7) % 30 < 6),
    );
    expect(await ids('leads', { ownerIds: ['x'] })).toEqual(['BAD_USER_INPUT']);
    expect(await ids('leads', { topicIds: Array(101).fill(topicIds[0]) })).toEqual(['BAD_USER_INPUT']);
  });

  it('of bookings: branches and the time of the visit', async () => {
    const visits = { startsAfter: day(2), startsBefore: day(4) };
    expect(await ids('bookings', visits)).toHaveLength(2);
    expect(await ids('bookings', { ...visits, salonIds: [tenant.tenantId] })).toHaveLength(2);
    expect(await ids('bookings', { salonIds: [] })).toEqual([]);
    const { data, codes } = await run(
      tenant,
      'query ($filter: BookingFilter) { bookings(filter: $filter) { nodes { totalCost { amount currency } services { cost { amount currency } firstCost { amount } } } } }',
      { filter: visits },
    );
    expect(codes).toEqual([]);
    expect(data.bookings.nodes[0]).toEqual({
      totalCost: { amount: '0.30', currency: 'KZT' },
      services: [{ cost: { amount: '6000', currency: 'KZT' }, firstCost: null }],
    });
  });

  it('of decisions about notices: branches and time', async () => {
    const { rows } = await database.pool.query('select id from bookings where tenant_id = $1 limit 1', [
      tenant.tenantId,
    ]);
    await database.pool.query(
      `insert into booking_notifications (id, tenant_id, booking_id, notification_type, decision, revision, dedupe_key, created_at) values (gen_random_uuid(), $1, $2, 'CREATED', 'SKIPPED_NO_PHONE', 1, 'a', $3)`,
      [tenant.tenantId, rows[0].id, day(5)],
    );
    const count = async (filter: object) =>
      (
        await run(
          tenant,
          'query ($filter: BookingNotificationFilter) { bookingNotifications(filter: $filter) { nodes { id } } }',
          { filter },
        )
      ).data.bookingNotifications.nodes.length;
    expect(await count({ salonIds: [tenant.tenantId] })).toBe(1);
    expect(await count({ salonIds: [tenant.channelIds[0]] })).toBe(0);
    expect(await count({ createdAfter: day(5), createdBefore: day(6) })).toBe(1);
    expect(await count({ createdBefore: day(5) })).toBe(0);
    expect(await count({ decision: [] })).toBe(0);
  });
});

describe('lists of a row', () => {
  it('page the siblings of a conversation, the conversations of a lead and the leads of a contact', async () => {
    const own = await seedTenant(database, 'siblings');
    const [one, ...others] = await seedConversations(database, own, { count: 4 });
    await database.pool.query('update conversations set contact_id = $2, lead_id = $3 where tenant_id = $1', [
      own.tenantId,
      one?.contactId,
      one?.leadId,
    ]);
    await database.pool.query('update leads set contact_id = $2 where tenant_id = $1', [
      own.tenantId,
      one?.contactId,
    ]);
    const { data, codes, statements } = await run(
      own,
      `query ($id: ID!) { conversation(id: $id) {
         siblings(first: 2) { totalCount nodes { id } pageInfo { hasNextPage endCursor } }
         lead { conversations(first: 1) { totalCount nodes { id } } }
         contact { leads(first: 1) { totalCount nodes { id } pageInfo { hasNextPage } } } } }`,
      { id: one?.id },
    );
    expect(codes).toEqual([]);
    const latest = others.map(({ id }) => id).reverse();
    expect(data.conversation).toEqual({
      siblings: {
        totalCount: 3,
        nodes: latest.slice(0, 2).map(id => ({ id })),
        pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
      },
      lead: { conversations: { totalCount: 4, nodes: [{ id: latest[0] }] } },
      contact: {
        leads: { totalCount: 4, nodes: [{ id: others[2]?.leadId }], pageInfo: { hasNextPage: true } },
      },
    });
    expect(statements).toHaveLength(9);
    const rest = await run(
      own,
      'query ($id: ID!, $after: Cursor) { conversation(id: $id) { siblings(after: $after) { nodes { id } pageInfo { hasNextPage } } } }',
      { id: one?.id, after: data.conversation.siblings.pageInfo.endCursor },
    );
    expect(rest.data.conversation.siblings).toEqual({
      nodes: [{ id: latest[2] }],
      pageInfo: { hasNextPage: false },
    });
  });
});
