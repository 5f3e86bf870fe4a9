/**
 * A real failover to a replica that lagged: a base backup of the database is promoted in its place, so that messages
 * acknowledged after the backup are lost and PostgreSQL continues on another timeline.
 */
import { execFile } from 'node:child_process';
import { appendFile, chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { subscribeWithResume } from '../../packages/client/src/resume/resume.js';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/database/embedded/embedded-postgres.js';
import { collect, startTestApp, type TestApp } from '../support/app.js';
import { InboxDocument, MessageAddedDocument, StreamDocument } from '../support/gql/operations.js';
import { patient } from '../support/patient.js';
import { runFolder } from '../support/run-folder.js';
import { waitFor } from '../support/wait-for.js';

const run = promisify(execFile);

let folder: string;
let postgres: EmbeddedPostgres;
let server: TestApp;
let owner: string;

const start = () => startEmbeddedPostgres({ dataDir: folder, durability: 'none', log: () => {} });

beforeAll(async () => {
  folder = await mkdtemp(join(runFolder(), 'trunkline-failover-'));
  // If the test runs as root, the database runs as another user, who needs access.
  await chmod(folder, 0o755);
  postgres = await start();
  server = await startTestApp({ databaseUrl: postgres.url() });
  owner = await server.signIn('owner@demo.test');
}, patient(60_000));
afterAll(async () => {
  await server.stop();
  await postgres.release();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const post = async (text: string) => {
  const response = await server.post('/webhooks/chatflow?key=demo', {
    message: text,
    metadata: { remoteJid: '77010000055@s.whatsapp.net', sender: 'A person', messageId: text },
  });
  return response.status;
};
const postUntilTaken = (text: string) =>
  waitFor(async () => (await post(text)) === 200, { timeoutMs: patient(20_000), intervalMs: 100 });
const syncCursor = async () =>
  (await server.run(InboxDocument, { first: 1 }, owner)).conversations.syncCursor;

/** A replica of the current state; it receives no later changes. */
async function takeCopy(data: string, copy: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url() });
  await client.connect();
  await client.query("select pg_backup_start('replica', true)");
  await run('cp', ['-a', data, copy]);
  const { rows } = await client.query('select labelfile from pg_backup_stop(false)');
  await run('cp', ['-a', join(data, 'pg_wal'), copy]);
  await client.end();
  await writeFile(join(copy, 'backup_label'), rows[0].labelfile);
  await rm(join(copy, 'postmaster.pid'), { force: true });
  // It recovers its data and is promoted.
  await appendFile(join(copy, 'postgresql.auto.conf'), "restore_command = 'false'\n");
  await writeFile(join(copy, 'recovery.signal'), '');
  const { uid, gid } = await stat(data);
  if (process.getuid?.() === 0) await run('chown', ['-R', `${uid}:${gid}`, copy]);
}

async function failOver(data: string, copy: string): Promise<void> {
  await postgres.release();
  await rm(data, { recursive: true, force: true });
  await run('mv', [copy, data]);
  postgres = await start();
}

const readEpochAs = async (role: string | null): Promise<string> => {
  const client = new pg.Client({ connectionString: postgres.url() });
  await client.connect();
  if (role) await client.query(`set role ${role}`);
  const { rows } = await client.query('select event_log_epoch() as epoch');
  await client.end();
  return rows[0].epoch;
};

it(
  'subscribers are told that the log went back, and follow what is acknowledged afterwards',
  async () => {
    const data = join(folder, 'postgres', 'cluster', 'data');
    const copy = join(folder, 'copy');
    await postUntilTaken('before 1');
    await takeCopy(data, copy);

    const cursorBefore = await syncCursor();
    const live = collect(server.connect(owner), MessageAddedDocument, {});
    const stream = collect(server.connect(owner), StreamDocument, { after: cursorBefore });
    const heard: string[] = [];
    const resets: string[] = [];
    const resuming = subscribeWithResume<{ messageAdded: { text: string; cursor: string } }>({
      client: server.connect(owner),
      query: 'subscription ($after: Cursor) { messageAdded(after: $after) { text cursor } }',
      initialCursor: cursorBefore,
      maxDelayMs: 100,
      cursorOf: result => result.data?.messageAdded.cursor ?? null,
      onEvent: result => heard.push(result.data?.messageAdded.text ?? '?'),
      onReset: async reason => {
        // Noted only now: what is posted after it comes after this position.
        const position = await syncCursor();
        resets.push(reason);
        return position;
      },
      onError: error => heard.push(`error ${JSON.stringify(error)}`),
    });
    const lost = Array.from({ length: 8 }, (_, n) => `lost ${n}`);
    for (const text of lost) expect(await post(text)).toBe(200);
    await waitFor(() => heard.length === lost.length);
    expect(heard).toEqual(lost);
    const cursorOfLost = await syncCursor();
    const epochBefore = await readEpochAs(null);

    await failOver(data, copy);
    expect(await readEpochAs(null)).not.toBe(epochBefore);
    // The new database acknowledges more than was lost: every old position is a different event now.
    for (let n = 0; n < 20; n += 1) await postUntilTaken(`after ${n}`);

    await waitFor(() => resets.length > 0, { timeoutMs: patient(15_000) });
    await waitFor(() => live.errors.length > 0);
    expect(JSON.stringify(live.errors)).toContain('CURSOR_EXPIRED');
    await waitFor(() => stream.items.some(({ events }) => events.__typename === 'StreamReset'));
    expect(resets).toEqual(['CURSOR_EXPIRED']);

    await postUntilTaken('the last');
    await waitFor(() => heard.at(-1) === 'the last');
    await waitFor(() => {
      const last = stream.items.at(-1)?.events;
      return last?.__typename === 'DomainEvent' && last.type === 'MESSAGE_ADDED';
    });
    for (const cursor of [cursorBefore, cursorOfLost]) {
      const refused = collect(server.connect(owner), MessageAddedDocument, { after: cursor });
      await waitFor(() => refused.errors.length > 0);
      expect(JSON.stringify(refused.errors)).toContain('CURSOR_EXPIRED');
      expect(refused.items).toEqual([]);
    }
    resuming.stop();
  },
  patient(90_000),
);

it(
  'a user without rights of a superuser sees the same epoch, and a restart of the database leaves it',
  async () => {
    const client = new pg.Client({ connectionString: postgres.url() });
    await client.connect();
    await client.query('create role plain');
    await client.query('grant select on event_log_incarnation to plain');
    await client.end();
    const epoch = await readEpochAs(null);
    expect(await readEpochAs('plain')).toBe(epoch);

    const cursor = await syncCursor();
    await postgres.release();
    postgres = await start();
    expect(await readEpochAs(null)).toBe(epoch);
    await postUntilTaken('after the restart');
    const live = collect(server.connect(owner), MessageAddedDocument, { after: cursor });
    await waitFor(() => live.items.some(({ messageAdded }) => messageAdded.text === 'after the restart'));
    expect(live.errors).toEqual([]);
  },
  patient(60_000),
);
