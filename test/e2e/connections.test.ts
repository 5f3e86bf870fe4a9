/** Connections to PostgreSQL: a process keeps to its budget, and works through a transaction pooler. */
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { collect, startTestApp, type TestApp } from '../support/app.js';
import {
  InboxDocument,
  MessageAddedDocument,
  MessageByIdDocument,
  SendReplyDocument,
  SetConversationStatusDocument,
} from '../support/gql/operations.js';
import { findPgBouncer, keepsPreparedStatements, type Pooler, startPgBouncer } from '../support/pgbouncer.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { waitFor } from '../support/wait-for.js';

const people = 40;
/** A slow machine must not count as exceeding the budget. */
const patientEnv = { DATABASE_TIMEOUT_MS: '60000' };

/** Everything that opens connections, concurrently: webhooks of new contacts, reads, changes, sends, subscribers. */
async function work(server: TestApp, prefix: string): Promise<void> {
  const owner = await server.signIn('owner@demo.test');
  const { conversations } = await server.run(InboxDocument, { first: 1 }, owner);
  const live = collect(server.connect(owner), MessageAddedDocument, { after: conversations.syncCursor });
  const phoneOf = (n: number) => `7${prefix}${String(1_000_000 + n)}`;
  const statuses = await Promise.all(
    Array.from({ length: people }, async (_, n) => {
      const body = { message: `Добрый день ${n}`, metadata: { remoteJid: `${phoneOf(n)}@s.whatsapp.net` } };
      const answers = [
        server.post('/webhooks/chatflow?key=demo', body),
        server.run(InboxDocument, {}, owner),
      ];
      return (await Promise.all(answers)).flatMap(answer =>
        answer instanceof Response ? answer.status : [],
      );
    }),
  );
  expect(new Set(statuses.flat())).toEqual(new Set([200]));
  await waitFor(() => live.items.length >= people);
  const inbox = await server.run(InboxDocument, { first: 50 }, owner);
  const sent = await Promise.all(
    inbox.conversations.nodes.slice(0, 20).map(async ({ id }) => {
      const input = { conversationId: id, text: 'Здравствуйте' };
      const [{ sendReply }] = await Promise.all([
        server.run(SendReplyDocument, { input }, owner),
        server.run(SetConversationStatusDocument, { id, status: 'PENDING' }, owner),
      ]);
      return sendReply.message?.id ?? '';
    }),
  );
  await waitFor(async () => {
    const rows = await Promise.all(sent.map(id => server.run(MessageByIdDocument, { id }, owner)));
    return rows.every(({ message }) => ['SENT', 'DELIVERED', 'READ'].includes(String(message?.status)));
  });
  live.stop();
}

/** Runs work and counts the peak number of database connections, without the watcher's own. */
async function mostConnections(database: TestDatabase, during: () => Promise<void>): Promise<number> {
  const watcher = new pg.Client({ connectionString: database.url, application_name: 'watcher' });
  await watcher.connect();
  let most = 0;
  let isWatching = true;
  const sql = `select count(*)::int as open from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;
  const watching = (async () => {
    while (isWatching) {
      const { rows } = await watcher.query<{ open: number }>(sql);
      most = Math.max(most, rows[0]?.open ?? 0);
      await setImmediate();
    }
  })();
  try {
    await during();
  } finally {
    isWatching = false;
    await watching;
    await watcher.end();
  }
  return most;
}

describe.each([12, 25])('a process with DATABASE_CONNECTIONS=%i', connections => {
  let database: TestDatabase;
  let server: TestApp;
  beforeAll(async () => {
    database = await createTestDatabase();
    const env = { ...patientEnv, DATABASE_CONNECTIONS: String(connections) };
    server = await startTestApp({ databaseUrl: database.url, env });
  });
  afterAll(async () => {
    await server?.stop();
    await database.drop();
  });

  it('works under load, never opens more than these, and shows them in its metrics', async () => {
    const most = await mostConnections(database, () => work(server, '701'));
    expect(most).toBeLessThanOrEqual(connections);
    // Otherwise the watcher measured nothing.
    expect(most).toBeGreaterThan(connections / 2);
    const page = await (await fetch(`${server.url}/metrics`)).text();
    const limits = [...page.matchAll(/^trunkline_database_connections_limit\{use="(\w+)"\} (\d+)$/gm)];
    expect(limits.map(([, use]) => use).sort()).toEqual(
      ['catchUp', 'doorbell', 'ingest', 'jobs', 'locks', 'mapper', 'queries'].sort(),
    );
    expect(limits.reduce((sum, [, , limit]) => sum + Number(limit), 0)).toBe(connections);
  });
});

const version = findPgBouncer();
const title = version === null ? ' (not installed here: not tested)' : ` ${version.join('.')}`;
(version === null ? describe.skip : describe)(`behind PgBouncer${title} in transaction mode`, () => {
  const keepsStatements = version !== null && keepsPreparedStatements(version);
  const poolSize = 4;
  let database: TestDatabase;
  let pooler: Pooler;
  let server: TestApp;
  const warnings: string[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    pooler = await startPgBouncer(database.url, { poolSize, keepsStatements });
    server = await startTestApp({
      databaseUrl: pooler.url,
      env: {
        ...patientEnv,
        DATABASE_SESSION_URL: database.url,
        DATABASE_PREPARED_STATEMENTS: keepsStatements ? 'on' : 'off',
      },
      onLog: line => warnings.push(line),
    });
  });
  afterAll(async () => {
    await server?.stop();
    await pooler?.stop();
    await database.drop();
  });

  it('stores, delivers, changes and sends, over fewer connections than it has itself', async () => {
    const most = await mostConnections(database, () => work(server, '702'));
    // Through the pooler, and the sessions outside it: the doorbell, the locks, three for jobs.
    expect(most).toBeLessThanOrEqual(poolSize + 5);
  });

  it('tells the operator which settings the role must have, as a pooler passes none on', () => {
    expect(warnings.join('\n')).toContain('set statement_timeout = 60000');
  });
});
