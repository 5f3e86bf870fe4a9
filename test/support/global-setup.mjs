/**
 * Starts one PostgreSQL for the whole run, fast rather than durable, in a folder of its own, and publishes its URL as
 * TEST_DATABASE_ADMIN_URL and the folder as TEST_RUN_FOLDER. test-database.ts creates the databases, run-folder.ts is for others.
 */
import './register-typescript.mjs';
import { chmod, mkdtemp, readdir, readFile, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import loader from './jest/load-typescript.cjs';

const { startEmbeddedPostgres } = await import('../../src/database/embedded/embedded-postgres.ts');
const { isProcessAlive } = await import('../../src/database/embedded/process-identity.ts');

const PREFIX = 'trunkline-test-run-';
/** A copy of the template takes 15 ms in memory and, on some disks, 250 ms; the first start of a server a half of the time. */
const MEMORY = '/dev/shm';
const MEMORY_NEEDED_BYTES = 3_000_000_000;

export default async function setUp() {
  const base = (await hasRoom(MEMORY)) ? MEMORY : tmpdir();
  await removeAbandonedRuns(base);
  const dataDir = await mkdtemp(join(base, `${PREFIX}${process.pid}-`));
  // When run by root, the database runs as another user, who needs access.
  await chmod(dataDir, 0o755);
  const messages = [];
  const [database] = await Promise.all([
    startEmbeddedPostgres({ dataDir, durability: 'none', log: text => messages.push(text) }),
    loader.compileAll(['src', 'test', 'packages/client/src']),
  ]);
  process.env.TEST_DATABASE_ADMIN_URL = database.url('postgres');
  process.env.TEST_RUN_FOLDER = dataDir;
  await cheapenPassword(database.url('postgres'));
  globalThis.testRun = { dataDir, database };
}

/** The tests open thousands of connections, and each proves the password with so many rounds of a hash. */
async function cheapenPassword(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { username, password } = new URL(url);
  await client.query('set scram_iterations = 1');
  await client.query(
    `alter role ${client.escapeIdentifier(username)} password ${client.escapeLiteral(decodeURIComponent(password))}`,
  );
  await client.end();
}

async function hasRoom(folder) {
  const found = await statfs(folder).catch(() => undefined);
  return found !== undefined && found.bavail * found.bsize > MEMORY_NEEDED_BYTES;
}

/** Jest skips the teardown when it is interrupted: the next run stops and removes what such a run left. */
async function removeAbandonedRuns(base) {
  for (const name of await readdir(base)) {
    const owner = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN;
    if (Number.isNaN(owner) || isProcessAlive(owner)) continue;
    const folder = join(base, name);
    const pidFile = await readFile(join(folder, 'postgres/cluster/data/postmaster.pid'), 'utf8').catch(
      () => '',
    );
    const server = Number.parseInt(pidFile, 10);
    if (pidFile.includes(folder) && isProcessAlive(server)) process.kill(server, 'SIGQUIT');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
