/**
 * Upgrade and the way back, as docs/operations.md describes them. The fixture is the database of a server of
 * 2026-11-29, which was killed; it was written by that server itself (webhooks, a reply that waits, a note, a status).
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { runProgram } from '../../src/cli/run-program.js';
import { createCursorCodec } from '../../src/database/cursors.js';
import { collect } from '../support/app.js';
import {
  ConversationMessagesDocument,
  InboxDocument,
  MessageAddedDocument,
} from '../support/gql/operations.js';
import { readRows } from '../support/message-rows.js';
import { postChatFlow, signInTo } from '../support/remote-api.js';
import {
  endServerProcesses,
  installationEnv,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { waitFor } from '../support/wait-for.js';

/** What the old server gave to its clients. */
const old = {
  ...{ email: 'owner@acme.test', password: 'a password for tests' },
  webhookKey: 'myTllHIWEJVlTFYlStWVGVjYwSWFdymR',
  /** Position in the event log before the reply. */
  position: 18,
};

let database: TestDatabase;
let server: ServerProcess;
/** A client's cursor of `old.position`; its epoch is the one before the upgrade. */
let cursor: string;

const start = () => startServerProcess({ ...installationEnv, DATABASE_URL: database.url });

async function runSql(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Everything that migrations make, in words. */
const readSchema = (url: string) =>
  readRows(
    url,
    `select 'column ' || table_name || '.' || column_name || ' ' || udt_name || ' ' || is_nullable || ' ' || coalesce(column_default, '') as line
       from information_schema.columns where table_schema = 'public'
     union all select indexdef from pg_indexes where schemaname = 'public'
     union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
       from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
     union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
     union all select proname || ' ' || prosrc from pg_proc where pronamespace = 'public'::regnamespace
     union all select name from trunkline_migrations
     order by 1`,
  );

async function doctor(): Promise<string> {
  const lines: string[] = [];
  await runProgram(['doctor'], {
    env: { ...installationEnv, DATABASE_URL: database.url },
    result: text => void lines.push(text),
    progress: text => void lines.push(text),
    readInput: async () => '',
    ask: async () => null,
  });
  return lines.join('\n');
}

beforeAll(async () => {
  database = await createEmptyDatabase();
  await runSql(gunzipSync(readFileSync(resolve('test/fixtures/upgrade/2026-11-29.sql.gz'))).toString('utf8'));
  const [facts] = await readRows<{ epoch: string; id: string }>(
    database.url,
    'select event_log_epoch() as epoch, id from tenants',
  );
  // As the server of the fixture derived it: a change of this would end every client's cursor.
  const cursorSecret = createHash('sha256').update(`cursors ${installationEnv.AUTH_SECRET}`).digest('hex');
  const codec = createCursorCodec(cursorSecret, () => facts?.epoch ?? '');
  cursor = codec.encodePosition(facts?.id ?? '', old.position);
  server = await start();
});
afterAll(async () => {
  await endServerProcesses();
  await database?.drop();
});

describe('an upgrade', () => {
  it('makes the schema that a new database has', async () => {
    const fresh = await createTestDatabase();
    try {
      expect(await readSchema(database.url)).toEqual(await readSchema(fresh.url));
    } finally {
      await fresh.drop();
    }
  });

  it('keeps people, conversations, messages, notes and what waited to be sent', async () => {
    const api = await signInTo(server.url, old.email, old.password);
    const { conversations } = await api.run(InboxDocument, { first: 10 });
    const found = conversations.nodes.map(
      ({ contact, channel, status }) => `${contact.displayName} ${channel.externalId} ${status}`,
    );
    expect(found.sort()).toEqual([
      'Nurlan instance_yyy OPEN',
      'Айгерим instance_xxx OPEN',
      'Айгерим instance_yyy OPEN',
      'Ольга instance_xxx PENDING',
    ]);
    const olga = conversations.nodes.find(({ contact }) => contact.displayName === 'Ольга');
    const { conversation } = await api.run(ConversationMessagesDocument, { id: olga?.id ?? '', last: 10 });
    expect(conversation?.messages.nodes.map(({ text }) => text)).toEqual([
      'Можно записаться?',
      'Да, на завтра',
    ]);
    expect(
      await readRows(database.url, 'select own_body as body from notes where own_body is not null'),
    ).toEqual([{ body: 'Просила на утро' }]);
    // The reply was accepted and not sent: its job is there still.
    expect(
      await readRows(database.url, "select status from messages where idempotency_key = 'old-reply'"),
    ).toEqual([{ status: expect.stringMatching(/^(QUEUED|SENDING)$/) }]);
  });

  it('goes on with the streams, keys and numbers of before', async () => {
    const api = await signInTo(server.url, old.email, old.password);
    const client = api.connect();
    const live = collect(client, MessageAddedDocument, { after: cursor });
    expect(
      await postChatFlow(server.url, old.webhookKey, {
        ...{ text: 'После обновления', phone: '77011110002', messageId: 'new-1', instanceId: 'instance_xxx' },
      }),
    ).toBe(200);
    // A provider that repeats what the old server acknowledged doubles nothing.
    expect(
      await postChatFlow(server.url, old.webhookKey, {
        ...{
          text: 'Можно записаться?',
          phone: '77011110002',
          messageId: 'old-4',
          instanceId: 'instance_xxx',
        },
      }),
    ).toBe(200);
    await waitFor(() => live.items.some(({ messageAdded }) => messageAdded.text === 'После обновления'));
    expect(live.items.map(({ messageAdded }) => messageAdded.text)).toEqual([
      'Да, на завтра',
      'После обновления',
    ]);
    await client.dispose();
    const again = await readRows(database.url, "select 1 from messages where text = 'Можно записаться?'");
    expect(again).toHaveLength(1);
  });
});

describe('the way back', () => {
  it('runs on a database that a newer version has migrated, and the doctor says so', async () => {
    await server.stop();
    await runSql(
      'alter table conversations add column mood text',
      'create table moods (id uuid primary key, tenant_id uuid not null references tenants (id), name text not null)',
      "insert into trunkline_migrations (name, executed_at) values ('migration-20990101-moods', now())",
    );
    server = await start();
    expect(
      await postChatFlow(server.url, old.webhookKey, {
        ...{ text: 'Назад', phone: '77011110009', messageId: 'back-1', instanceId: 'instance_yyy' },
      }),
    ).toBe(200);
    const api = await signInTo(server.url, old.email, old.password);
    const { conversations } = await api.run(InboxDocument, { first: 1 });
    expect(conversations.nodes[0]?.lastMessage?.text).toBe('Назад');
    expect(await doctor()).toMatch(/a newer version migrated the database: migration-20990101-moods/);
  });
});
