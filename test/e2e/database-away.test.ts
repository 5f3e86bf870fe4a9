/** PostgreSQL stops and restarts several times under one server with load: 503 meanwhile, then normal operation. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/database/embedded/embedded-postgres.js';
import { migrate } from '../../src/database/migrate.js';
import { expectAcknowledgedOnce, expectWholeLog, findPostmasterPid } from '../support/durable.js';
import { hangMs } from '../support/hang.js';
import { addInstallation } from '../support/installation.js';
import {
  endServerProcesses,
  installationEnv,
  makeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process.js';
import { waitFor } from '../support/wait-for.js';
import { startWebhookLoad, type WebhookLoad } from '../support/webhook-load.js';

const timeoutMs = 1_000;

let dataDir: string;
let database: EmbeddedPostgres;
let server: ServerProcess;
let load: WebhookLoad;

beforeAll(async () => {
  dataDir = await makeDataDir();
  database = await startEmbeddedPostgres({ dataDir, log: () => {} });
  await migrate(database.url());
  const { webhookKey } = await addInstallation(database.url());
  server = await startServerProcess({
    ...installationEnv,
    DATABASE_URL: database.url(),
    DATABASE_TIMEOUT_MS: String(timeoutMs),
    LOG_LEVEL: 'silent',
  });
  load = startWebhookLoad({ webhookKey, posters: 24, name: 'away', url: () => server.url });
  await waitFor(() => load.acknowledged.size > 50);
});
afterAll(async () => {
  await load.stop();
  await database.release();
  await endServerProcesses();
});

const isAnsweredSince = (status: number, moment: number) => (load.lastSeenAt(status) ?? 0) > moment;

async function waitForRecovery(): Promise<void> {
  const since = performance.now();
  await waitFor(() => isAnsweredSince(200, since), { timeoutMs: hangMs, what: 'recovery' });
  const before = load.acknowledged.size;
  await waitFor(() => load.acknowledged.size > before + 100, { what: 'the load to go on' });
  await waitFor(async () => (await fetch(`${server.url}/readyz`)).status === 200);
}

it.each(['SIGINT', 'SIGQUIT', 'SIGKILL'] as const)('restarted after %s', async signal => {
  const killedAt = performance.now();
  process.kill(await findPostmasterPid(dataDir), signal);
  await waitFor(() => isAnsweredSince(503, killedAt), { what: 'answers of 503' });
  await waitForRecovery();
});

it('hanging: 503 instead of waiting for it, and everything goes on when it is back', async () => {
  const observer = new pg.Client({ connectionString: database.url() });
  await observer.connect();
  const stopped: number[] = [];
  const send = (signal: NodeJS.Signals, pids: readonly number[]) => {
    for (const pid of pids) process.kill(pid, signal);
  };
  const stop = (pids: readonly number[]) => {
    stopped.push(...pids);
    send('SIGSTOP', pids);
  };
  const before = load.statuses.get(503) ?? 0;
  try {
    // First the one that makes processes: none may begin unseen.
    stop([await findPostmasterPid(dataDir)]);
    const { rows } = await observer.query<{ pid: number }>(
      `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    stop(rows.map(({ pid }) => pid));
    await waitFor(() => (load.statuses.get(503) ?? 0) > before + 60);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  } finally {
    send('SIGCONT', stopped);
    await observer.end();
  }
  await waitForRecovery();
  expect(load.longestMs(503)).toBeLessThan(hangMs);
});

it('and after all that nothing acknowledged is lost or doubled, and the server stops in good order', async () => {
  await load.stop();
  expect([...load.statuses.keys()].sort()).toEqual([200, 503]);
  expect(load.acknowledged.size).toBeGreaterThan(400);
  await expectAcknowledgedOnce(database.url(), load);
  await expectWholeLog(database.url());
  expect(await server.stop()).toMatchObject({ code: 0 });
});
