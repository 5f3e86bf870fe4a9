/**
 * Backup and restore as docs/operations.md describes them, with the programs of a PostgreSQL that is installed here
 * (.ci/run installs Debian's), on a cluster of its own; and `trunkline after-restore` by itself.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { runProgram as runCommand } from '../../src/cli/run-program.js';
import { findFreePort } from '../../src/database/embedded/free-port.js';
import { findUnprivilegedUser } from '../../src/database/embedded/os-user.js';
import { programOptions, runProgram } from '../../src/database/embedded/run-program.js';
import { migrate } from '../../src/database/migrate.js';
import { collect } from '../support/app.js';
import { MessageAddedDocument } from '../support/gql/operations.js';
import { addInstallation } from '../support/installation.js';
import { readRows } from '../support/message-rows.js';
import { patient } from '../support/patient.js';
import { postChatFlow, signInTo } from '../support/remote-api.js';
import { runFolder } from '../support/run-folder.js';
import { endServerProcesses, installationEnv, startServerProcess } from '../support/server-process.js';
import { createTestDatabase } from '../support/test-database.js';
import { waitFor } from '../support/wait-for.js';

const base = '/usr/lib/postgresql';
/** The newest complete PostgreSQL of this machine; null where there is none. */
const programs =
  (existsSync(base) ? readdirSync(base) : [])
    .filter(version => Number(version) >= 15)
    .sort((one, two) => Number(two) - Number(one))
    .map(version => join(base, version, 'bin'))
    .find(bin =>
      ['initdb', 'postgres', 'pg_dump', 'pg_restore'].every(name => existsSync(join(bin, name))),
    ) ?? null;

const undo: (() => Promise<unknown>)[] = [endServerProcesses];
afterAll(async () => {
  for (const step of undo) await step();
});

async function afterRestore(url: string, ...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCommand(['after-restore', ...args], {
    env: { ...installationEnv, DATABASE_URL: url },
    result: text => void out.push(text),
    progress: text => void err.push(text),
    readInput: async () => '',
    ask: async () => null,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** Makes a stored message one that waits to be sent, as a server that was stopped leaves it. */
const letWait = (url: string, text: string) =>
  readRows(
    url,
    "update messages set direction = 'OUTBOUND', status = 'QUEUED' where text = $1 returning id",
    [text],
  );

describe('trunkline after-restore', () => {
  it('sets waiting messages UNKNOWN once, renews the epoch, and asks before', async () => {
    const database = await createTestDatabase();
    try {
      const { webhookKey } = await addInstallation(database.url);
      const server = await startServerProcess({ ...installationEnv, DATABASE_URL: database.url });
      for (const text of ['waits', 'stays'])
        expect(
          await postChatFlow(server.url, webhookKey, { text, phone: '77010000011', messageId: text }),
        ).toBe(200);
      await server.stop();
      await letWait(database.url, 'waits');
      const epoch = () => readRows(database.url, 'select event_log_epoch() as epoch');
      const before = await epoch();
      expect(await afterRestore(database.url)).toMatchObject({
        code: 2,
        err: expect.stringContaining('--yes'),
      });
      expect(await epoch()).toEqual(before);
      expect(JSON.parse((await afterRestore(database.url, '--yes', '--json')).out)).toEqual({
        unknown: 1,
        cursorsRefused: true,
      });
      expect(await epoch()).not.toEqual(before);
      expect(
        await readRows(
          database.url,
          'select text, status, failure_message is not null as explained from messages order by text',
        ),
      ).toEqual([
        { text: 'stays', status: 'RECEIVED', explained: false },
        { text: 'waits', status: 'UNKNOWN', explained: true },
      ]);
      expect((await afterRestore(database.url, '--yes')).out).toMatch(/messages set UNKNOWN +0/);
    } finally {
      await endServerProcesses();
      await database.drop();
    }
  });
});

const title = 'a dump of a running installation';
(programs === null ? describe.skip : describe)(
  programs === null ? `${title} (no PostgreSQL is installed here: not tested)` : title,
  () => {
    it(
      'is restored into an empty database, and the installation goes on from it',
      async () => {
        const { url, adminUrl, run, folder } = await startCluster(programs ?? '');
        await migrate(url);
        const { email, password, webhookKey } = await addInstallation(url);
        const env = { ...installationEnv, DATABASE_URL: url };
        const server = await startServerProcess(env);
        const api = await signInTo(server.url, email, password);
        const say = (to: string, text: string) =>
          postChatFlow(to, webhookKey, { text, phone: '77010000012', messageId: text });
        for (const text of ['before', 'waiting']) expect(await say(server.url, text)).toBe(200);
        await letWait(url, 'waiting');
        const cursor = await api.syncCursor();

        const file = join(folder, 'trunkline.dump');
        await run('pg_dump', '--format=custom', `--file=${file}`, `--dbname=${url}`);
        expect(await say(server.url, 'lost')).toBe(200);
        await server.stop();

        const admin = new pg.Client({ connectionString: adminUrl });
        await admin.connect();
        await admin.query('drop database trunkline');
        await admin.query('create database trunkline');
        await admin.end();
        await run('pg_restore', '--no-owner', '--exit-on-error', `--dbname=${url}`, file);
        expect(await afterRestore(url, '--yes')).toMatchObject({
          code: 0,
          out: expect.stringMatching(/UNKNOWN +1/),
        });

        const again = await startServerProcess(env);
        const restored = await signInTo(again.url, email, password);
        expect(await readRows(url, 'select text, status from messages order by text')).toEqual([
          { text: 'before', status: 'RECEIVED' },
          { text: 'waiting', status: 'UNKNOWN' },
        ]);
        const client = restored.connect();
        const old = collect(client, MessageAddedDocument, { after: cursor });
        await waitFor(() => old.errors.length > 0);
        expect(JSON.stringify(old.errors)).toContain('CURSOR_EXPIRED');
        const live = collect(client, MessageAddedDocument, { after: await restored.syncCursor() });
        // The key of the webhook and the sealed credentials are those of the backup.
        expect(await say(again.url, 'afterwards')).toBe(200);
        await waitFor(() => live.items.length > 0);
        expect(live.items.map(item => item.messageAdded.text)).toEqual(['afterwards']);
        await client.dispose();
        expect(await again.stop()).toMatchObject({ code: 0 });
      },
      patient(120_000),
    );
  },
);

/** A cluster of the installed PostgreSQL, with an empty database. */
async function startCluster(bin: string) {
  const folder = await mkdtemp(join(runFolder(), 'trunkline-restore-'));
  undo.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const user = process.getuid?.() === 0 ? findUnprivilegedUser() : undefined;
  await chmod(folder, 0o755);
  const data = join(folder, 'data');
  await mkdir(data, { mode: 0o700 });
  if (user) for (const path of [folder, data]) await chown(path, user.uid, user.gid);
  const run = async (program: string, ...args: string[]) => {
    const { code, output } = await runProgram(join(bin, program), args, user);
    expect([program, code, code === 0 ? '' : output]).toEqual([program, 0, '']);
  };
  await run(
    'initdb',
    `--pgdata=${data}`,
    '--username=trunkline',
    '--auth=trust',
    '--encoding=UTF8',
    '--no-sync',
  );
  const port = await findFreePort();
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off' };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const postgres: ChildProcess = spawn(join(bin, 'postgres'), ['-D', data, ...args], {
    ...programOptions(user),
    stdio: 'ignore',
  });
  const ended = once(postgres, 'exit');
  undo.splice(1, 0, async () => {
    postgres.kill('SIGQUIT');
    await ended;
  });
  const adminUrl = `postgres://trunkline@127.0.0.1:${port}/postgres`;
  await waitFor(async () => {
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    await client.query('create database trunkline');
    await client.end();
    return true;
  });
  return { url: adminUrl.replace(/postgres$/, 'trunkline'), adminUrl, run, folder };
}
