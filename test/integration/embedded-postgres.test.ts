import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { loadDemoSecrets } from '../../src/database/embedded/demo-secrets.js';
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { isProcessAlive } from '../../src/database/embedded/process-identity.js';
import { DatabaseUnusableError } from '../../src/domain/errors.js';
import { type EmbeddedPostgresChild, spawnEmbeddedPostgres } from '../support/embedded-postgres-child.js';
import { runFolder } from '../support/run-folder.js';
import { waitFor } from '../support/wait-for.js';

const isRoot = process.getuid?.() === 0;

async function makeDataDir(mode: number): Promise<string> {
  const folder = await mkdtemp(join(runFolder(), 'trunkline-embedded-'));
  await chmod(folder, mode);
  return folder;
}

async function start(dataDir: string, sharedBase?: string) {
  const messages: string[] = [];
  const log = (message: string) => messages.push(message);
  const database = await startEmbeddedPostgres({ dataDir, log, durability: 'none', sharedBase });
  return { ...database, messages };
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

async function serverPid(folder: string): Promise<number> {
  return Number.parseInt(await readFile(join(folder, 'cluster/data/postmaster.pid'), 'utf8'), 10);
}

const isRunning = (folder: string) =>
  serverPid(folder).then(isProcessAlive, (error: NodeJS.ErrnoException) => error.code !== 'ENOENT');

describe('the embedded database of one folder, through its life', () => {
  let dataDir: string;
  let home: string;
  let first: EmbeddedPostgresChild;

  beforeAll(async () => {
    dataDir = await makeDataDir(0o755);
    home = join(dataDir, 'postgres');
    first = await spawnEmbeddedPostgres(dataDir);
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('is initialised at the first start, with our database and a password in a file for its owner alone', async () => {
    expect(first.messages[0]).toBe(`Initialising the embedded database in ${home}`);
    await query(first.url, "create table kept as select 'a row' as note");
    const passwordFile = join(home, 'cluster/password');
    expect((await stat(passwordFile)).mode & 0o777).toBe(0o600);
    expect(first.url).toContain(`:${await readFile(passwordFile, 'utf8')}@127.0.0.1:`);
    await expect(query(first.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow('password');
  });

  it('is joined by a second process, which leaves it running for the first', async () => {
    const second = await start(dataDir);
    expect(second.messages).toEqual([expect.stringMatching(/^Joined the embedded database on port \d+/)]);
    expect(second.url()).toBe(first.url);
    await second.release();
    expect(await query(first.url, 'select note from kept')).toEqual(['a row']);
  });

  it('outlives a kill -9 of its process, is joined by the next, and stops with the last', async () => {
    const pid = await serverPid(home);
    await first.kill();
    expect(await query(first.url, 'select note from kept')).toEqual(['a row']);
    const next = await start(dataDir);
    expect(next.messages).toEqual([
      `Joined the embedded database on port ${new URL(first.url).port} (pid ${pid})`,
    ]);
    await Promise.all([next.release(), next.release()]);
    expect(await isRunning(home)).toBe(false);
    expect((await readdir(home)).filter(name => /^(lease|claim)-/.test(name))).toEqual([]);
  });

  it('keeps its data and its port over a restart', async () => {
    const again = await start(dataDir);
    expect(again.url()).toBe(first.url);
    expect(await query(again.url(), 'select note from kept')).toEqual(['a row']);
    await again.release();
  });

  it('takes another port when somebody has taken its own', async () => {
    const port = Number(new URL(first.url).port);
    const squatter = createServer().listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    const again = await start(dataDir);
    expect(new URL(again.url()).port).not.toBe(String(port));
    expect(await query(again.url(), 'select note from kept')).toEqual(['a row']);
    await again.release();
    squatter.close();
    await once(squatter, 'close');
  });

  it('recovers when server and process were killed together', async () => {
    const process_ = await spawnEmbeddedPostgres(dataDir);
    const pid = await serverPid(home);
    await process_.kill();
    process.kill(pid, 'SIGKILL');
    await waitFor(() => !isProcessAlive(pid));
    const again = await start(dataDir);
    expect(again.messages[0]).toMatch(/^Started the embedded database on port/);
    expect(await query(again.url(), 'select note from kept')).toEqual(['a row']);
    await again.release();
  });

  it('recovers when the pid of a dead server belongs to another program', async () => {
    const { uid, gid } = await stat(join(home, 'cluster/data'));
    const stranger = spawn('sleep', ['60'], { cwd: '/', ...(isRoot ? { uid, gid } : {}) });
    const lines = [stranger.pid, join(home, 'cluster/data'), 1, 5432, '', '127.0.0.1', '', 'ready', ''];
    await writeFile(join(home, 'cluster/data/postmaster.pid'), lines.join('\n'));
    const again = await start(dataDir);
    expect(await query(again.url(), 'select note from kept')).toEqual(['a row']);
    await again.release();
    expect(stranger.exitCode).toBeNull();
    stranger.kill();
    await once(stranger, 'exit');
  });

  it('is started again when it ends under a process that uses it', async () => {
    const user = await start(dataDir);
    const pid = await serverPid(home);
    process.kill(pid, 'SIGKILL');
    await waitFor(() => query(user.url(), 'select note from kept'));
    expect(await serverPid(home)).not.toBe(pid);
    await user.release();
    expect(await isRunning(home)).toBe(false);
  });

  it('refuses data of another major version, with words about what to do', async () => {
    const file = join(home, 'cluster/data/PG_VERSION');
    const version = await readFile(file, 'utf8');
    await writeFile(file, '15\n');
    const refused = start(dataDir);
    await expect(refused).rejects.toThrow(DatabaseUnusableError);
    await expect(refused).rejects.toThrow(
      /made by PostgreSQL 15.*Move .* away to start empty.*set DATABASE_URL/s,
    );
    await writeFile(file, version);
  });
});

describe('two processes that start on the same new folder at once', () => {
  it('share one initialisation and one server, which stops with the second', async () => {
    const dataDir = await makeDataDir(0o755);
    const home = join(dataDir, 'postgres');
    const [one, two] = await Promise.all([spawnEmbeddedPostgres(dataDir), spawnEmbeddedPostgres(dataDir)]);
    expect(one.url).toBe(two.url);
    const messages = [...one.messages, ...two.messages];
    expect(messages.filter(message => message.startsWith('Initialising'))).toHaveLength(1);
    await one.release();
    expect(await query(two.url, 'select 1')).toEqual([1]);
    await two.release();
    expect(await isRunning(home)).toBe(false);
    await rm(dataDir, { recursive: true, force: true });
  });
});

(isRoot ? describe : describe.skip)('as root, below a folder that only root may enter', () => {
  it('keeps data and secrets where the database user can reach them, says where, and finds both again, also from a new checkout', async () => {
    const closed = await makeDataDir(0o700);
    const sharedBase = await makeDataDir(0o755);
    const dataDir = join(closed, 'checkout/.trunkline');
    const database = await start(dataDir, sharedBase);
    const home = (await readFile(join(dataDir, 'postgres-location'), 'utf8')).trim();
    expect(database.folder).toBe(home);
    expect(home.startsWith(`${sharedBase}/data-`)).toBe(true);
    expect(database.messages[0]).toBe(
      `The user postgres cannot enter ${dataDir}/postgres: the embedded database keeps its data in ${home}`,
    );
    await query(database.url(), 'create table kept ()');
    await database.release();
    const again = await start(dataDir, sharedBase);
    expect(await query(again.url(), 'select count(*)::int from kept')).toEqual([0]);
    await again.release();
    expect(await isRunning(home)).toBe(false);

    const secrets = await loadDemoSecrets(database.folder, dataDir);
    await rm(join(closed, 'checkout'), { recursive: true });
    const cloned = await start(dataDir, sharedBase);
    expect(await query(cloned.url(), 'select count(*)::int from kept')).toEqual([0]);
    expect(await loadDemoSecrets(cloned.folder, dataDir)).toEqual(secrets);
    await cloned.release();
    await Promise.all([closed, sharedBase].map(folder => rm(folder, { recursive: true, force: true })));
  });
});
