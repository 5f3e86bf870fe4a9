/**
 * The hot paths use indexes and a fixed number of statements: checked on a filled database by their plans; on a new
 * one, whose tables are still empty when the plans are made, by PostgreSQL's counters while messages arrive.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Database } from '../../src/database/database.js';
import { messageKeyLock } from '../../src/database/lock-message-key.js';
import type { IngestItem } from '../../src/domain/ingest-item.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { Role } from '../../src/domain/vocabulary.js';
import { createAccountDirectory } from '../../src/ingest/account-directory.js';
import { createIngest, type Ingest } from '../../src/ingest/ingest.js';
import { workerUse } from '../../src/jobs/dead-workers.js';
import { createOwnJobs } from '../../src/jobs/own-jobs.js';
import { openSessionLocks } from '../../src/jobs/session-locks.js';
import { claimMessage } from '../../src/messages/claim-message.js';
import type { SendJob } from '../../src/messages/send-job.js';
import { createSendMessage } from '../../src/outbox/send-message.job.js';
import { createSendReply } from '../../src/outbox/send-reply.js';
import { collect, startTestApp, type TestApp } from '../support/app.js';
import {
  ConversationMessagesDocument,
  EventPagesDocument,
  InboxDocument,
  LedgerDocument,
  MessageAddedDocument,
  MessageByIdDocument,
  OutboxDocument,
  SendReplyDocument,
} from '../support/gql/operations.js';
import { createIngestFixture, type IngestFixture } from '../support/ingest-fixture.js';
import { readRows } from '../support/message-rows.js';
import {
  accepted,
  createOutboxFixture,
  createScriptedProvider,
  eventsOf,
  type OutboxFixture,
} from '../support/outbox-fixture.js';
import { openTestDatabase, type SeededTenant, seedConversations, seedTenant } from '../support/seed.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { waitFor } from '../support/wait-for.js';

/** Tables that grow with the messages. */
const growing = [
  'messages',
  'conversations',
  'contacts',
  'contact_identities',
  'leads',
  'notes',
  'domain_events',
  'webhook_events',
];
const scansGrowing = new RegExp(`Seq Scan on (${growing.join('|')})\\b`);

interface Sent {
  readonly name: string | null;
  readonly text: string;
  readonly values: readonly unknown[];
  /** The settings of the connection that ran it. */
  readonly options: string;
}

/** Every query that the driver receives from now on. */
function record(): { readonly sent: Sent[]; stop(): void } {
  const sent: Sent[] = [];
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function (this: { connectionParameters: { options?: string } }, ...args) {
    const [config, given] = args as [string | { name?: string; text?: string; values?: unknown[] }, unknown];
    const {
      name = null,
      text = '',
      values = Array.isArray(given) ? given : [],
    } = typeof config === 'string' ? { text: config } : config;
    sent.push({ name: name || null, text, values, options: this.connectionParameters.options ?? '' });
    return query.apply(this, args);
  };
  return {
    sent,
    stop: () => {
      prototype.query = query;
    },
  };
}

describe('over a filled database', () => {
  let server: TestApp;
  let tenant: SeededTenant;
  const statements = new Map<string, Sent>();
  /** A message that was sent. */
  let sent: SendJob;

  beforeAll(async () => {
    server = await startTestApp();
    const { database } = server.app;
    tenant = await seedTenant(database, 'large');
    for (let n = 0; n < 4; n += 1) {
      const channelId = tenant.channelIds[(n % 3) as 0 | 1 | 2];
      await seedConversations(database, tenant, {
        count: 500,
        messagesEach: 10,
        channelId,
        withEvents: true,
      });
    }
    await database.pool.query(
      `insert into webhook_events (id, tenant_id, account_id, channel_id, source, status, received_at, kept_body, headers, message_id)
       select source.id, tenant_id, $2, channel_id, 'CHATFLOW', 'PROCESSED', created_at, '{}', '{}', source.id from messages source where tenant_id = $1`,
      [tenant.tenantId, tenant.accountId],
    );
    await database.pool.query('update provider_accounts set webhook_key_hash = $2 where id = $1', [
      tenant.accountId,
      createHash('sha256').update('large').digest('hex'),
    ]);
    await database.pool.query('analyze');
    const token = await server.addUser(tenant.tenantId, 'hot@large.test', Role.OWNER);

    const recording = record();
    try {
      await useHotPaths(token);
    } finally {
      recording.stop();
    }
    for (const sent of recording.sent) {
      const isOfPool = sent.options.includes('statement_timeout');
      const canExplain = /^\s*(select|with|insert|update)/i.test(sent.text);
      if (isOfPool && canExplain) statements.set(`${sent.name ?? sent.text} ${sent.options}`, sent);
    }
  });
  afterAll(() => server.stop());

  /** The typical work of providers and dashboards. */
  async function useHotPaths(token: string): Promise<void> {
    const inbox = await server.run(InboxDocument, { first: 50 }, token);
    const after = inbox.conversations.pageInfo.endCursor;
    await server.run(InboxDocument, { first: 50, after }, token);
    const [conversation] = inbox.conversations.nodes;
    if (!conversation) throw new Error('the inbox is empty');
    const known = conversation.contact.phone?.slice(1) ?? '';
    await server.run(ConversationMessagesDocument, { id: conversation.id, last: 20 }, token);
    await server.run(MessageByIdDocument, { id: conversation.lastMessage?.id ?? '' }, token);
    await server.run(OutboxDocument, {}, token);
    await server.run(LedgerDocument, {}, token);
    await server.run(EventPagesDocument, { after: inbox.conversations.syncCursor, first: 100 }, token);

    let number = 0;
    const post = async (phone: string, text: string, extra: object = {}) => {
      number += 1;
      const response = await server.post('/webhooks/chatflow?key=large', {
        message: text,
        instance_id: conversation.channel.externalId,
        metadata: { remoteJid: `${phone}@s.whatsapp.net`, sender: 'A person', messageId: `hot-${number}` },
        ...extra,
      });
      expect(response.status).toBe(200);
    };
    await post(known, 'alone and unheard');
    // With a topic, it is not plain: stored by the statement of batches, however the next ones arrive.
    await post(known, 'unheard, word1');
    await post('77770000002', 'from an unheard stranger');
    await Promise.all(Array.from({ length: 20 }, (_, n) => post(known, `unheard, one of many ${n}`)));
    const few = (word: string) =>
      Promise.all(Array.from({ length: 3 }, (_, n) => post(`7777000100${n}`, `${word}, word1`)));
    await few('new');
    await few('a few unheard');
    const live = collect(server.connect(token), MessageAddedDocument, {
      after: inbox.conversations.syncCursor,
    });
    await waitFor(() => live.items.length >= 27);
    await post(known, 'alone');
    await post(known, 'alone, word1');
    await post('77770000001', 'from a stranger, word1');
    await Promise.all(Array.from({ length: 20 }, (_, n) => post(known, `one of many ${n}, word1`)));
    await post(known, 'to nobody', { instance_id: 'nobody' });
    const { sendReply } = await server.run(
      SendReplyDocument,
      { input: { conversationId: conversation.id, text: 'a reply', idempotencyKey: 'hot' } },
      token,
    );
    await waitFor(async () => {
      const { message } = await server.run(MessageByIdDocument, { id: sendReply.message?.id ?? '' }, token);
      return message && !['QUEUED', 'SENDING'].includes(message.status);
    });
    await few('a few');
    await waitFor(() => live.items.length >= 53);
    live.stop();
    // The claim of a message that was sent already goes step by step, as every unusual one.
    const messageId = sendReply.message?.id ?? '';
    const job = {
      tenantId: tenant.tenantId,
      messageId,
      channelId: conversation.channel.id,
      attemptsBefore: 0,
    };
    expect(await claimMessage(server.app.database, job, false, null)).toEqual({ type: 'settled' });
    sent = job;
  }

  it('were all used', () => {
    const names = [...statements.values()].map(({ name }) => name ?? '');
    for (const name of [
      'store-one-message',
      'store-one-message-with-rows',
      'store-one-of-topic',
      'store-one-of-topic-with-rows',
      'store-3-texts',
      'store-3-texts-with-rows',
      'store-messages',
      'store-messages-with-rows',
      'record-verdicts',
      'read-events-with-rows',
      'read-event-range',
      'message-positions',
      '"messages"-by-id',
      '"conversations"-by-id',
      'reply-context',
      'outbox-outgoing',
      'outbox-store-replies-with-rows',
      'outbox-claim-queued-with-rows',
      'outbox-lock-message',
      'outbox-older-message',
      'outbox-latest-attempt',
      'publish-events',
    ])
      expect(names).toContain(name);
    for (const list of ['inbox', 'messages'])
      expect(names.filter(name => name.startsWith(`${list}:`))).not.toEqual([]);
    const texts = [...statements.values()].map(({ text }) => text);
    for (const table of ['messages', 'conversations', 'domain_events', 'webhook_events'])
      expect(texts.filter(text => text.includes(`from "${table}"`))).not.toEqual([]);
    expect(texts.filter(text => text.includes(`"direction" = 'OUTBOUND'`))).not.toEqual([]);
  });

  it('follow indexes, planned for any values and for the ones that were given', async () => {
    const scans: string[] = [];
    for (const { name, text, values, options } of statements.values()) {
      // A connection with the same settings as the one that ran the statement.
      const client = new pg.Client({ connectionString: server.databaseUrl, options });
      await client.connect();
      try {
        const explained: [mode: string, query: string, values: unknown[]][] = [
          ['custom', `explain ${text}`, [...values]],
        ];
        // An unnamed statement is planned for its own values each time.
        if (name !== null) explained.push(['generic', `explain (generic_plan) ${text}`, []]);
        for (const [mode, query, given] of explained) {
          const { rows } = await client.query<{ 'QUERY PLAN': string }>(query, given);
          const plan = rows.map(row => row['QUERY PLAN']).join('\n');
          if (scansGrowing.test(plan))
            scans.push(`${name ?? text}, ${mode}: ${scansGrowing.exec(plan)?.[0]}`);
        }
      } finally {
        await client.end();
      }
    }
    expect(scans).toEqual([]);
  });

  it('follow indexes inside the functions of a send too, whatever the statistics are', async () => {
    const { tenantId, messageId, channelId } = sent;
    const options = '-c client_min_messages=notice';
    const client = new pg.Client({ connectionString: server.databaseUrl, options });
    const process = new pg.Client({ connectionString: server.databaseUrl });
    const plans: string[] = [];
    client.on('notice', ({ message = '' }) => plans.push(message));
    await Promise.all([client.connect(), process.connect()]);
    try {
      await process.query('select pg_advisory_lock($1, hashtext($2))', [workerUse, 'own-explained']);
      await client.query('begin');
      await client.query(`update messages set status = 'QUEUED', external_id = null where id = $1`, [
        messageId,
      ]);
      await client.query('delete from send_attempts where message_id = $1', [messageId]);
      const added = await client.query<{ id: string }>(
        `select id::text from graphile_worker.add_job('send-message', job_key => 'send:' || $1::text, run_at => now() + interval '1 day')`,
        [messageId],
      );
      const jobId = added.rows[0]?.id;
      await client.query(
        `update graphile_worker._private_jobs set locked_by = 'own-explained', locked_at = now() where id = $1`,
        [jobId],
      );
      // A message behind it, whose job the end of this one adds.
      await client.query(
        `insert into messages (id, tenant_id, conversation_id, channel_id, direction, kind, text, author_kind, status, sent_at, created_at)
         select $2, tenant_id, conversation_id, channel_id, direction, kind, text, author_kind, 'QUEUED', now(), now() from messages where id = $1`,
        [messageId, uuidV7()],
      );
      await client.query(`load 'auto_explain'`);
      for (const [name, value] of [
        ['log_min_duration', '0'],
        ['log_nested_statements', 'on'],
        ['log_level', 'notice'],
      ])
        await client.query(`set auto_explain.${name} = ${value}`);
      const claimed = await client.query('select * from claim_queued_messages($1, $2, $3, $4, $5, $6, $7)', [
        ...[tenantId, [messageId], [jobId], ['own-explained'], workerUse, [uuidV7()], [uuidV7()]],
      ]);
      expect(claimed.rows).toMatchObject([{ place: 1, attempt: 1 }]);
      const concluded = await client.query(
        'select * from conclude_accepted_messages($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
        [
          ...[tenantId, [channelId], [messageId], [1], ['wamid-explained'], [200], [null], messageKeyLock],
          ...[[uuidV7()], [jobId], ['own-explained']],
        ],
      );
      expect(concluded.rows).toMatchObject([{ place: 1 }]);
    } finally {
      await client.query('rollback');
      await Promise.all([client.end(), process.end()]);
    }
    const inner = plans.filter(
      plan => /Query Text:/.test(plan) && !/Function Scan on (claim|conclude)/.test(plan),
    );
    expect(inner.length).toBeGreaterThan(18);
    for (const table of ['messages', 'send_attempts', 'channels', 'event_counters', '_private_jobs'])
      expect(
        inner.filter(plan =>
          new RegExp(`Index (Only )?Scan (Backward )?using \\S+ on ${table}\\b`).test(plan),
        ),
      ).not.toEqual([]);
    expect(inner.filter(plan => /Seq Scan/.test(plan))).toEqual([]);
  });

  it('are planned once a connection where they are repeated most: pages of the inbox and of the event log', async () => {
    const repeated = [...statements.values()].filter(
      ({ name }) => name === 'read-events-with-rows' || /^inbox:[^:]*:first$/.test(name ?? ''),
    );
    expect(repeated.length).toBeGreaterThan(1);
    for (const { name, text, values, options } of repeated) {
      const client = new pg.Client({ connectionString: server.databaseUrl, options });
      await client.connect();
      try {
        const query = { name: name ?? '', text, values: [...values] };
        // PostgreSQL makes five custom plans before it compares them with the generic plan.
        for (let n = 0; n < 7; n += 1) await client.query(query);
        const { rows } = await client.query('select generic_plans::int as count from pg_prepared_statements');
        expect({ name, plannedOnce: rows[0]?.count > 0 }).toEqual({ name, plannedOnce: true });
      } finally {
        await client.end();
      }
    }
  });
});

describe('over a young database', () => {
  it.each([
    ['without statistics', false],
    ['with statistics of the first few rows', true],
  ])(
    '%s, no message that comes in makes PostgreSQL read a growing table from end to end',
    async (_name, hasStatistics) => {
      const files: TestDatabase = await createTestDatabase();
      const count = 1_200;
      let rows: { relname: string; seq_scan: number; seq_tup_read: number }[];
      let indexes: { name: string; entriesAScan: number }[];
      try {
        const database = await openTestDatabase(files.url);
        try {
          const fixture = await createIngestFixture(database);
          const ingest = createIngest({ database, directory: fixture.directory, log: () => {} });
          // The first ones are planned while every table is empty; the connection keeps their plans.
          for (let n = 0; n < 12; n += 1)
            await ingest.accept(await fixture.item({ from: `7701000000${n % 3}` }));
          // A table of one page is scanned, by foreign-key checks too; that plan would be kept for a while.
          if (hasStatistics) await database.pool.query('analyze');
          const items = await Promise.all(
            Array.from({ length: count }, (_, n) =>
              // Some name two addresses, of which the other one has written before or writes later.
              fixture.item({
                from: n % 7 === 3 ? `KZ.71${n % 300}` : String(77_010_000_000 + (n % 300)),
                ...(n % 5 === 0
                  ? { alsoKnownAs: [String(77_010_000_000 + (n % 300)), `KZ.71${n % 300}`] }
                  : {}),
              }),
            ),
          );
          for (let n = 0; n < count; n += 40) {
            const results = await Promise.all(items.slice(n, n + 40).map(item => ingest.accept(item)));
            expect(results.every(result => result.status === 'PROCESSED')).toBe(true);
          }
        } finally {
          await database.close();
        }
        // Counters are published when a connection ends, shortly after the client has disconnected.
        rows = await waitFor(async () => {
          const found = await readRows<{
            relname: string;
            seq_scan: number;
            seq_tup_read: number;
            n_tup_ins: number;
          }>(
            files.url,
            `select relname, seq_scan::int, seq_tup_read::int, n_tup_ins::int from pg_stat_user_tables where relname = any($1)`,
            [growing],
          );
          return found.some(row => row.relname === 'messages' && row.n_tup_ins >= count + 12) ? found : null;
        });
        indexes = await readRows<{ name: string; entriesAScan: number }>(
          files.url,
          `select indexrelname as name, idx_tup_read::float8 / idx_scan as "entriesAScan" from pg_stat_user_indexes where idx_scan > 100`,
          [],
        );
      } finally {
        await files.drop();
      }
      for (const { relname, seq_tup_read } of rows)
        expect({ relname, isRead: seq_tup_read > 100 }).toEqual({ relname, isRead: false });
      // Nor a part of it that grows: all conversations of a channel, for one.
      expect(indexes.length).toBeGreaterThan(10);
      expect(indexes.filter(({ entriesAScan }) => entriesAScan > 20)).toEqual([]);
    },
  );

  it('searches each index once for a message of many companies, though the statistics know one of them', async () => {
    const files = await createTestDatabase();
    const companies = 120;
    const rooms = 'conversations_channel_identity_key';
    const searches = async (): Promise<number> =>
      (
        await readRows<{ count: number }>(
          files.url,
          'select idx_scan::int as count from pg_stat_user_indexes where indexrelname = $1',
          [rooms],
        )
      )[0]?.count ?? 0;
    /** Counters are published when the connections end. */
    const withDatabase = async <Result>(work: (database: Database) => Promise<Result>): Promise<Result> => {
      const database = await openTestDatabase(files.url);
      try {
        return await work(database);
      } finally {
        await database.close();
      }
    };
    const acceptAll = async (database: Database, items: readonly IngestItem[]): Promise<void> => {
      const ingest = createIngest({ database, directory: createAccountDirectory(database), log: () => {} });
      for (let n = 0; n < items.length; n += 20) {
        const results = await Promise.all(items.slice(n, n + 20).map(item => ingest.accept(item)));
        expect(results.every(result => result.status === 'PROCESSED')).toBe(true);
      }
    };
    const from = (person: number) => ({ from: String(77_010_000_000 + person) });
    try {
      await withDatabase(async database => {
        await seedConversations(database, await seedTenant(database, 'first'), { count: 3_000 });
        await database.pool.query('analyze');
      });
      const later = await withDatabase(async database => {
        const items: IngestItem[][] = [[], []];
        for (let n = 0; n < companies; n += 1) {
          const company = await createIngestFixture(database, `later-${n}`);
          for (const each of items) each.push(await company.item(from(1)));
        }
        await acceptAll(database, items[0] ?? []);
        return items[1] ?? [];
      });
      let before = -1;
      await waitFor(async () => {
        const known = before;
        before = await searches();
        return known === before && before > companies;
      });
      await withDatabase(database => acceptAll(database, later));
      await waitFor(async () => (await searches()) >= before + companies);
      expect((await searches()) - before).toBeLessThan(companies * 6);
    } finally {
      await files.drop();
    }
  });

  it('checks each foreign key by the key that it names, though every table is empty', async () => {
    const files = await createTestDatabase();
    const client = new pg.Client({ connectionString: files.url });
    await client.connect();
    try {
      const { rows: checks } = await client.query<{ name: string; parent: string; columns: string[] }>(
        `select c.conname as name, c.confrelid::regclass::text as parent,
                array(select a.attname::text from unnest(c.confkey) with ordinality k(attnum, n)
                        join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.attnum order by k.n) as columns
           from pg_constraint c where c.contype = 'f'`,
      );
      expect(checks.length).toBeGreaterThan(50);
      const others: string[] = [];
      for (const { name, parent, columns } of checks) {
        const condition = columns.map((column, n) => `"${column}" = $${n + 1}`).join(' and ');
        // As PostgreSQL checks it.
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(
          `explain (generic_plan) select 1 from only ${parent} x where ${condition} for key share of x`,
        );
        const plan = rows.map(row => row['QUERY PLAN']).join('\n');
        if (/Filter:|Seq Scan|Bitmap/.test(plan)) others.push(`${name}\n${plan}`);
      }
      expect(others).toEqual([]);
    } finally {
      await client.end();
      await files.drop();
    }
  });
});

describe('a webhook', () => {
  let files: TestDatabase;
  let database: Database;
  let fixture: IngestFixture;
  let ingest: Ingest;

  beforeAll(async () => {
    files = await createTestDatabase();
    database = await openTestDatabase(files.url);
    fixture = await createIngestFixture(database);
    ingest = createIngest({ database, directory: fixture.directory, log: () => {} });
    await ingest.accept(await fixture.item({ messageKey: 'first' }));
  });
  afterAll(async () => {
    await database.close();
    await files.drop();
  });

  /** The statements needed to accept these messages: names of prepared ones, texts of the others. */
  const statementsOf = async (...messages: Parameters<IngestFixture['item']>[0][]) => {
    const items = await Promise.all(messages.map(message => fixture.item(message)));
    const recording = record();
    try {
      await Promise.all(items.map(item => ingest.accept(item)));
    } finally {
      recording.stop();
    }
    return recording.sent.map(({ name, text }) => name ?? text);
  };

  it('of a known person is one statement', async () => {
    expect(await statementsOf({ text: 'plain' })).toEqual(['store-one-message']);
    expect(await statementsOf({ text: 'Есть ламинат?' })).toEqual(['store-one-of-topic']);
    expect(await statementsOf({ content: { type: 'contacts', cards: [] } })).toEqual(['store-messages']);
  });

  it('that is known takes one look more, at the message that has its id', async () => {
    expect(await statementsOf({ messageKey: 'first' })).toEqual(['store-one-message', 'find-known-message']);
  });

  it('of a person who is new is one statement, whatever else is there', async () => {
    const expected = ['store-messages'];
    expect(await statementsOf({ from: '77020000001@s.whatsapp.net' })).toEqual(expected);
    for (let n = 0; n < 50; n += 1) await ingest.accept(await fixture.item({ from: `770300000${10 + n}` }));
    expect(await statementsOf({ from: '77020000002@s.whatsapp.net' })).toEqual(expected);
    expect(await statementsOf({ from: '77020000002@s.whatsapp.net', text: 'plain' })).toEqual([
      'store-one-message',
    ]);
  });

  it('that names two addresses of one person costs a transaction and a look the first time, and nothing after that', async () => {
    const both = { from: '77040000001', alsoKnownAs: ['KZ.7100000000000004'], text: 'plain' };
    const lookUp = 'find-people-by-address';
    expect(await statementsOf(both)).toEqual([
      'store-messages',
      'begin; set local lock_timeout = 250',
      ...['ensure-contacts', 'ensure-conversations', 'store-messages', 'commit'],
      lookUp,
    ]);
    expect(await statementsOf(both)).toEqual(['store-one-message']);
    const other = createIngest({ database, directory: fixture.directory, log: () => {} });
    const item = await fixture.item(both);
    const recording = record();
    await other.accept(item).finally(recording.stop);
    expect(recording.sent.map(({ name }) => name)).toEqual(['store-messages', lookUp]);
  });

  it('for an unknown number is one look for a channel that was just made, and one statement', async () => {
    expect(await statementsOf({ channelExternalId: 'nobody' })).toEqual(['account-by-id', 'record-verdicts']);
  });

  it('among many shares its statement with them', async () => {
    const many = await statementsOf(...Array.from({ length: 32 }, (_, n) => ({ text: `one of ${n}` })));
    expect(many.length).toBeLessThanOrEqual(4);
    expect(many.every(name => name.startsWith('store-'))).toBe(true);
  });
});

describe('a reply', () => {
  let fixture: OutboxFixture;

  beforeAll(async () => {
    fixture = await createOutboxFixture();
  });
  afterAll(() => fixture.close());

  it('is two statements until it is accepted, and five until it is SENT, each step with its event', async () => {
    const { database, tenant, pacer } = fixture;
    const { tenantId, userId } = tenant;
    const channelId = await tenant.addChannel('instance_a');
    const conversationId = await tenant.addConversation(channelId, '77010000001');
    const provider = createScriptedProvider();
    provider.answer = () => accepted('wamid-1');
    const ownSends = createOwnJobs<SendJob>();
    const sendReply = createSendReply({ database, getProvider: () => provider, ownSends });
    const send = createSendMessage({
      ...{ database, pacer, getProvider: () => provider, openCredentials: () => ({}), log: () => {} },
      http: async () => ({ ok: false, reached: false, reason: 'no network in this test' }),
    });
    const locks = await openSessionLocks(database.url, () => {});
    await ownSends.open({
      ...{ database, locks, gate: pacer, concurrency: 1, log: () => {} },
      run: (job, row) => send(job, { ...row, runAt: new Date() }),
    });
    const reply = { tenantId, authorUserId: userId, mayBeAssigned: true, isRead: true };
    // The first reply assigns the conversation to its author, by further statements.
    await sendReply({ ...reply, input: { conversationId, text: 'Добрый день' } }).then(({ messageId }) =>
      send({ tenantId, channelId, messageId, attemptsBefore: 0 }),
    );
    provider.answer = () => accepted('wamid-2');
    const recording = record();
    const { messageId } = await sendReply({ ...reply, input: { conversationId, text: 'Да, есть' } });
    await waitFor(() => recording.sent.some(({ name }) => name === 'outbox-conclude-accepted'));
    await ownSends.drain();
    recording.stop();
    await locks.close();
    expect(recording.sent.map(({ name, text }) => name ?? text)).toEqual([
      'reply-context',
      'outbox-store-replies',
      'outbox-outgoing',
      'outbox-claim-queued',
      'outbox-conclude-accepted',
    ]);
    expect((await eventsOf(database, messageId)).map(({ kind }) => kind)).toEqual([
      'MESSAGE_ADDED',
      'MESSAGE_UPDATED',
      'MESSAGE_UPDATED',
    ]);
  });
});
