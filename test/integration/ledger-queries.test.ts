import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { Role } from '../../src/domain/vocabulary.js';
import { WebhookEvent } from '../../src/entities/webhook-event.entity.js';
import { createListQuarantinedNumbers } from '../../src/ingest/quarantined-numbers.js';
import { createReplay } from '../../src/ingest/replay.js';
import { parseKept } from '../../src/providers/parse-kept.js';
import { createSchema } from '../../src/schema/build-schema.js';
import { createRunner } from '../support/run-graphql.js';
import {
  insertRows,
  openTestDatabase,
  type SeededTenant,
  seedConversations,
  seedTenant,
} from '../support/seed.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let files: TestDatabase;
let database: Database;
let tenant: SeededTenant;
let run: ReturnType<typeof createRunner>;
let ids: string[];

beforeAll(async () => {
  files = await createTestDatabase();
  database = await openTestDatabase(files.url);
  run = createRunner(await createSchema(), database);
  tenant = await seedTenant(database, 'ledger');
  const [conversation] = await seedConversations(database, tenant, {});
  const entry = (externalEventId: string, status: string, eventType: string | null = 'message') => ({
    id: uuidV7(),
    tenantId: tenant.tenantId,
    accountId: tenant.accountId,
    channelId: tenant.channelIds[0],
    source: 'CHATFLOW' as never,
    eventType,
    externalEventId,
    itemIndex: 0,
    status: status as never,
    attempts: 1,
    receivedAt: new Date(),
    keptBody: `{"id":"${externalEventId}"}`,
    headers: { 'content-type': 'application/json' },
    messageId: status === 'PROCESSED' ? (conversation?.messageIds[0] ?? null) : null,
  });
  const rows = [
    entry('a', 'PROCESSED'),
    entry('a', 'DUPLICATE'),
    entry('b', 'IGNORED', null),
    entry('a', 'DUPLICATE'),
  ];
  await insertRows(database, WebhookEvent, rows);
  ids = rows.map(row => row.id);
});

afterAll(async () => {
  await database?.close();
  await files?.drop();
});

describe('the ledger', () => {
  it('is listed newest first, with the body for those who may see it', async () => {
    const document = `{ webhookEvents { nodes { id status rawBody headers duplicateOf { id rawBody } message { id } channel { id } } } }`;
    const { data, codes } = await run(tenant, document, {}, Role.INTEGRATION);
    expect(codes).toEqual([]);
    expect(data.webhookEvents.nodes.map((node: { id: string }) => node.id)).toEqual([...ids].reverse());
    expect(data.webhookEvents.nodes[0]).toMatchObject({
      rawBody: '{"id":"a"}',
      headers: { 'content-type': 'application/json' },
      duplicateOf: { id: ids[0], rawBody: '{"id":"a"}' },
    });
    expect(data.webhookEvents.nodes[1].duplicateOf).toBeNull();
    expect((await run(tenant, document, {}, Role.MANAGER)).codes).toEqual(['FORBIDDEN']);
  });

  it('shows no body to a program while deleted text is hidden, with one statement more for the whole page', async () => {
    const document = '{ webhookEvents { nodes { rawBody } } }';
    const bodies = async (role: Role) => {
      const { data, statements } = await run(tenant, document, {}, role);
      const found: { rawBody: string | null }[] = data.webhookEvents.nodes;
      return { shown: found.filter(({ rawBody }) => rawBody !== null).length, taken: statements.length };
    };
    const show = (shows: boolean) =>
      database.pool.query('update tenants set shows_deleted_text = $2 where id = $1', [
        tenant.tenantId,
        shows,
      ]);
    const ofOwner = await bodies(Role.OWNER);
    expect(await bodies(Role.INTEGRATION)).toEqual({ shown: ids.length, taken: ofOwner.taken + 1 });
    await show(false);
    expect(await bodies(Role.OWNER)).toEqual(ofOwner);
    // The settings are read, but not the bodies.
    expect(await bodies(Role.INTEGRATION)).toEqual({ shown: 0, taken: ofOwner.taken });
    await show(true);
  });

  it('shows a manager the entry behind a message without its body', async () => {
    const [conversation] = await seedConversations(database, tenant, {});
    const messageId = conversation?.messageIds[0];
    await database.pool.query('update messages set source_event_id = $2 where id = $1', [messageId, ids[0]]);
    const { data } = await run(
      tenant,
      'query ($id: ID!) { message(id: $id) { sourceEvent { id rawBody headers } } }',
      { id: messageId },
    );
    expect(data.message.sourceEvent).toEqual({ id: ids[0], rawBody: null, headers: null });
  });

  it('answers whether something was received, and how much of what', async () => {
    const find = 'query ($filter: WebhookEventFilter) { webhookEvents(filter: $filter) { nodes { id } } }';
    const found = async (filter: object) =>
      (await run(tenant, find, { filter }, Role.OWNER)).data.webhookEvents.nodes.map(
        (node: { id: string }) => node.id,
      );
    expect(await found({ externalEventId: 'b' })).toEqual([ids[2]]);
    expect(await found({ status: ['PROCESSED'], sources: ['CHATFLOW'] })).toEqual([ids[0]]);
    expect(await found({ receivedAfter: new Date(Date.now() + 60_000) })).toEqual([]);
    expect(await found({ channelId: tenant.channelIds[1] })).toEqual([]);
    expect(await found({ eventTypes: ['message'] })).toEqual([ids[3], ids[1], ids[0]]);
    expect(await found({ eventTypes: [] })).toEqual([]);
    expect(await found({ accountId: tenant.accountId })).toHaveLength(ids.length);
    expect(await found({ accountId: uuidV7() })).toEqual([]);
    const counts =
      'query ($since: DateTime!) { webhookEventCounts(since: $since) { eventType status count } }';
    const { data } = await run(
      tenant,
      counts,
      { since: new Date(Date.now() - 60_000).toISOString() },
      Role.OWNER,
    );
    expect(data.webhookEventCounts).toEqual([
      { eventType: 'message', status: 'DUPLICATE', count: 2 },
      { eventType: 'message', status: 'PROCESSED', count: 1 },
      { eventType: 'unknown', status: 'IGNORED', count: 1 },
    ]);
  });
});

describe('reprocessing', () => {
  it('takes the same kinds and accounts, and refuses a phone', async () => {
    const replay = createReplay({
      ...{ database, directory: { findById: async () => null } as never, ingest: {} as never },
      parseKept: () => [],
    });
    const matched = async (selection: object) =>
      (await replay.run(tenant.tenantId, { ids, ...selection }, true)).matched;
    expect(await matched({})).toBe(4);
    expect(await matched({ eventTypes: ['message'] })).toBe(3);
    expect(await matched({ eventTypes: [] })).toBe(0);
    expect(await matched({ accountId: tenant.accountId })).toBe(4);
    expect(await matched({ accountId: uuidV7() })).toBe(0);
    const document =
      'mutation ($filter: WebhookEventFilter) { replayWebhookEvents(input: { filter: $filter, dryRun: true }) { report { matched } } }';
    for (const filter of [{ phone: '+77010000001' }, { accountId: 'x' }])
      expect((await run(tenant, document, { filter }, Role.OWNER)).codes).toEqual(['BAD_USER_INPUT']);
  });
});

describe('unknown numbers', () => {
  const waiting = (channelExternalId: string | null, text: string) => ({
    ...{ id: uuidV7(), tenantId: tenant.tenantId, accountId: tenant.accountId, channelId: null },
    ...{ channelExternalId, source: 'CHATFLOW' as never, eventType: 'message', itemIndex: 0 },
    ...{ status: 'QUARANTINED' as never, attempts: 1, receivedAt: new Date(), headers: {} },
    reason: `No channel has the external id "${channelExternalId}"`,
    keptBody: JSON.stringify({ message: text, metadata: { remoteJid: '77010000001@s.whatsapp.net' } }),
  });

  it('are counted by number, with the first text for those who may read bodies, in one statement', async () => {
    const rows = [
      waiting('instance_one', 'First'),
      waiting('instance_two', 'Other'),
      waiting('instance_one', 'Second'),
      waiting(null, 'Nobody'),
      { ...waiting('instance_one', 'Booking'), source: 'YCLIENTS' as never },
      { ...waiting('instance_long', 'x'.repeat(70_000)) },
      { ...waiting('instance_odd', ''), keptBody: '{"broken' },
    ];
    await insertRows(database, WebhookEvent, rows);
    const other = await seedTenant(database, 'other-ledger');
    await insertRows(database, WebhookEvent, [
      { ...waiting('instance_one', 'Foreign'), tenantId: other.tenantId, accountId: other.accountId },
    ]);
    const list = createListQuarantinedNumbers({ database, parseKept });
    const found = await list(tenant.tenantId);
    expect(
      found.map(({ externalId, count, firstText, firstEventId }) => [
        externalId,
        count,
        firstText,
        firstEventId,
      ]),
    ).toEqual([
      ['instance_odd', 1, null, rows[6]?.id],
      ['instance_long', 1, null, rows[5]?.id],
      [null, 1, 'Nobody', rows[3]?.id],
      ['instance_one', 2, 'First', rows[0]?.id],
      ['instance_two', 1, 'Other', rows[1]?.id],
    ]);
    expect(found[3]?.firstSender).toContain('77010000001');
    expect(await list(uuidV7())).toEqual([]);
  });

  it('are found by a part of the reason, in lists and by a replay, which names what each entry makes', async () => {
    const find =
      'query ($filter: WebhookEventFilter) { webhookEvents(filter: $filter) { nodes { channelExternalId account { id } } } }';
    const by = async (reason: string) => (await run(tenant, find, { filter: { reason } }, Role.OWNER)).data;
    expect((await by('EXTERNAL ID "instance_two"')).webhookEvents.nodes).toEqual([
      { channelExternalId: 'instance_two', account: { id: tenant.accountId } },
    ]);
    expect((await by('100%_')).webhookEvents.nodes).toEqual([]);
    const tooLong = await run(tenant, find, { filter: { reason: 'x'.repeat(201) } }, Role.OWNER);
    expect(tooLong.codes).toEqual(['BAD_USER_INPUT']);
    const account = { id: tenant.accountId, kind: 'CHATFLOW' };
    const replay = createReplay({
      ...{ database, directory: { findById: async () => account } as never },
      ingest: { wouldHaveEffect: async () => true } as never,
      parseKept,
    });
    const report = await replay.run(tenant.tenantId, { reason: 'instance_two' }, true);
    expect(report).toMatchObject({
      ...{ matched: 1, wouldChange: 1 },
      entries: [{ outcome: 'wouldChange', effect: 'MESSAGE', text: 'Other' }],
    });
    expect(report.entries[0]?.address).toContain('77010000001');
  });
});

describe('the ledger of a person', () => {
  const document =
    'query ($phone: PhoneNumber, $after: Cursor) { webhookEvents(first: 2, after: $after, filter: { phone: $phone }) { nodes { id } pageInfo { hasNextPage endCursor } } }';
  const sql = (text: string, ...values: unknown[]) => database.pool.query(text, values);

  it('has what made and changed their messages, in pages, by any spelling, and after a merge', async () => {
    const [person, other] = await seedConversations(database, tenant, { count: 2, messagesEach: 2 });
    if (!person || !other) throw new Error('no person');
    const [said, changed, retold, liked, theirs] = Array.from({ length: 5 }, () => uuidV7());
    const [first, second] = person.messageIds;
    await sql('update messages set source_event_id = $2 where id = $1', first, said);
    await sql('update messages set source_event_id = $2 where id = $1', other.messageIds[0], theirs);
    await sql(
      `insert into message_status_changes (id, tenant_id, channel_id, message_id, status, applied, at, recorded_at, source_event_id)
       select gen_random_uuid(), tenant_id, channel_id, id, 'READ', true, now(), now(), $2 from messages where id = $1`,
      second,
      changed,
    );
    await sql(
      `insert into message_revisions (id, tenant_id, message_id, text, replaced_at, source_event_id)
       select gen_random_uuid(), tenant_id, id, 'Before', now(), $2 from messages where id = $1`,
      first,
      retold,
    );
    await sql(
      `insert into message_reactions (id, tenant_id, message_id, direction, author_kind, emoji, at, source_event_id)
       select gen_random_uuid(), tenant_id, id, 'INBOUND', 'CONTACT', '+', now(), $2 from messages where id = $1`,
      second,
      liked,
    );
    await insertRows(
      database,
      WebhookEvent,
      [said, changed, retold, liked, theirs].map(id => ({
        ...{ id, tenantId: tenant.tenantId, accountId: tenant.accountId, channelId: tenant.channelIds[0] },
        ...{ source: 'CHATFLOW' as never, eventType: 'message', externalEventId: id, itemIndex: 0 },
        ...{ status: 'PROCESSED' as never, attempts: 1, receivedAt: new Date(), keptBody: '{}', headers: {} },
      })),
    );
    const all = async (phone: string) => {
      const found: string[] = [];
      for (let after: string | null = null; ; ) {
        const { data, codes } = await run(tenant, document, { phone, after }, Role.OWNER);
        expect(codes).toEqual([]);
        found.push(...data.webhookEvents.nodes.map((node: { id: string }) => node.id));
        if (!data.webhookEvents.pageInfo.hasNextPage) return found;
        after = data.webhookEvents.pageInfo.endCursor;
      }
    };
    const own = [liked, retold, changed, said];
    expect(await all(person.phone)).toEqual(own);
    expect(await all(`8 (${person.phone.slice(2, 5)}) ${person.phone.slice(5)}`)).toEqual(own);
    expect(await all(other.phone)).toEqual([theirs]);
    expect(await all('+77019999998')).toEqual([]);
    expect((await run(tenant, document, { phone: '12' }, Role.OWNER)).codes).toEqual(['BAD_USER_INPUT']);
    const foreign = await seedTenant(database, 'stranger');
    const theirLedger = await run(foreign, document, { phone: person.phone }, Role.OWNER);
    expect(theirLedger.data.webhookEvents.nodes).toEqual([]);

    // Read by the indexes of messages and of the ledger's ids, whatever the size of the ledger.
    const { statements } = await run(tenant, document, { phone: person.phone }, Role.OWNER);
    const taken = statements.find(({ statement }) => /said/.test(statement.text));
    const client = await database.pool.connect();
    try {
      await client.query('begin');
      await client.query('set local enable_seqscan = off');
      const { rows } = await client.query(`explain ${taken?.statement.text}`, [
        tenant.tenantId,
        ...(taken?.parameters ?? []),
      ]);
      const plan = rows.map(row => row['QUERY PLAN']).join('\n');
      expect(plan).not.toMatch(/Seq Scan on (webhook_events|message|conversations)/);
      expect(plan).toMatch(/Index Cond: \(.*id = ANY/);
      expect(plan).toMatch(/messages_conversation_idx/);
    } finally {
      await client.query('rollback');
      client.release();
    }

    await sql(
      'update conversations set contact_id = $1 where contact_id = $2',
      other.contactId,
      person.contactId,
    );
    await sql('update contacts set merged_into_id = $1 where id = $2', other.contactId, person.contactId);
    expect(await all(person.phone)).toEqual([theirs, ...own]);
  });

  it('is walked by the index of the company for kinds and accounts', async () => {
    const { statements } = await run(
      tenant,
      'query ($id: ID) { webhookEvents(filter: { accountId: $id, eventTypes: ["message"] }) { nodes { id } } }',
      { id: tenant.accountId },
      Role.OWNER,
    );
    const taken = statements.find(({ statement }) => /limit \$/.test(statement.text));
    const client = await database.pool.connect();
    try {
      await client.query('begin');
      await client.query(
        'set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off',
      );
      const { rows } = await client.query(`explain ${taken?.statement.text}`, [
        tenant.tenantId,
        ...(taken?.parameters ?? []),
      ]);
      expect(rows.map(row => row['QUERY PLAN']).join('\n')).toMatch(
        /Index Scan Backward using "?webhook_events_tenant_idx"?/,
      );
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

describe('looking things up', () => {
  it('finds channels and contacts by what they are called', async () => {
    const [conversation] = await seedConversations(database, tenant, {});
    const { data, codes } = await run(
      tenant,
      `query ($phone: PhoneNumber) { channel(externalId: "instance_1") { id account { name } tenant { slug } }
         none: channel(externalId: "instance_9") { id } contact(phone: $phone) { id mergedInto { id } identities { kind } }
         leadStages { name position isTerminal } topics { name keywords } channels { nodes { externalId } }
         contacts(filter: { search: "${conversation?.phone.slice(4)}" }) { totalCount nodes { id } } leads(filter: { search: "${conversation?.phone.slice(4)}" }) { totalCount nodes { id } syncCursor } }`,
      { phone: conversation?.phone },
    );
    expect(codes).toEqual([]);
    expect(data.channel).toEqual({
      id: tenant.channelIds[1],
      account: { name: 'ChatFlow' },
      tenant: { slug: 'ledger' },
    });
    expect(data.none).toBeNull();
    expect(data.contact.id).toBe(conversation?.contactId);
    expect(data.leadStages.map((stage: { name: string }) => stage.name)).toEqual(['New', 'In work', 'Done']);
    expect(data.topics).toHaveLength(2);
    expect(data.channels.nodes).toHaveLength(3);
    expect(data.contacts).toEqual({ totalCount: 1, nodes: [{ id: conversation?.contactId }] });
    expect(data.leads).toMatchObject({ totalCount: 1, nodes: [{ id: conversation?.leadId }] });
  });
});
