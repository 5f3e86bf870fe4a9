/** What was answered 2xx is stored, once, whatever is killed meanwhile. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { migrate } from '../../src/database/migrate.js';
import { addInstallation } from '../support/installation.js';
import { countMessages, readRows } from '../support/message-rows.js';
import { postChatFlow } from '../support/remote-api.js';
import {
  endServerProcesses,
  installationEnv,
  makeDataDir,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process.js';
import { waitFor } from '../support/wait-for.js';
import { startWebhookLoad, type WebhookLoad } from '../support/webhook-load.js';

const databases: EmbeddedPostgres[] = [];
const loads: WebhookLoad[] = [];

/** Joins the embedded database of a folder, or starts one there. */
async function useDatabase(dataDir: string): Promise<EmbeddedPostgres> {
  const database = await startEmbeddedPostgres({ dataDir, log: () => {} });
  databases.push(database);
  return database;
}

const postmasterPid = async (dataDir: string): Promise<number> =>
  Number.parseInt(await readFile(join(dataDir, 'postgres/cluster/data/postmaster.pid'), 'utf8'), 10);

afterEach(async () => {
  await Promise.all(loads.splice(0).map(load => load.stop()));
});
afterAll(async () => {
  await Promise.all(databases.splice(0).map(database => database.release()));
  await endServerProcesses();
});

async function expectAcknowledgedOnce(databaseUrl: string, load: WebhookLoad): Promise<void> {
  const counts = await countMessages(databaseUrl);
  expect([...load.acknowledged].filter(text => counts.get(text) !== 1)).toEqual([]);
  expect([...counts].filter(([, count]) => count !== 1)).toEqual([]);
}

/** Every position up to the counter is there, once, and every message has its event. */
async function expectWholeLog(databaseUrl: string): Promise<void> {
  const [log] = await readRows<Record<string, number>>(
    databaseUrl,
    `select count(*)::int as rows, max(e.position)::int as last, max(c.position)::int as counter,
            count(*) filter (where e.kind = 'MESSAGE_ADDED')::int as added, (select count(*)::int from messages) as messages
       from domain_events e join event_counters c using (tenant_id)`,
  );
  expect(log).toMatchObject({ rows: log?.counter, last: log?.counter, added: log?.messages });
}

describe('a demo whose server is killed under load', () => {
  it('has every webhook that was answered 2xx, once, round after round', async () => {
    const dataDir = await makeDataDir();
    let server: ServerProcess | null = null;
    let acknowledged = 0;
    for (const [round, { afterMs, alsoDatabase }] of [
      { afterMs: 700, alsoDatabase: false },
      { afterMs: 250, alsoDatabase: false },
      { afterMs: 900, alsoDatabase: true },
      { afterMs: 450, alsoDatabase: true },
    ].entries()) {
      server = await startServerProcess({ DATA_DIR: dataDir, LOG_LEVEL: 'warn' });
      const { url } = server;
      const load = startWebhookLoad({
        webhookKey: 'demo',
        posters: 16,
        name: `round ${round}`,
        url: () => url,
      });
      loads.push(load);
      await waitFor(() => load.acknowledged.size > 20);
      await delay(afterMs);
      if (alsoDatabase) process.kill(await postmasterPid(dataDir), 'SIGQUIT');
      await server.stop('SIGKILL');
      await load.stop();
      acknowledged += load.acknowledged.size;

      const database = await useDatabase(dataDir);
      await expectAcknowledgedOnce(database.url(), load);
      await expectWholeLog(database.url());
      // The provider repeats what it has no answer for.
      server = await startServerProcess({ DATA_DIR: dataDir, LOG_LEVEL: 'warn' });
      for (const text of load.refused) {
        const message = { text, phone: '77050001000', messageId: `id of ${text}` };
        expect(await postChatFlow(server.url, 'demo', message)).toBe(200);
      }
      const counts = await countMessages(database.url());
      expect([...load.refused].filter(text => counts.get(text) !== 1)).toEqual([]);
      expect([...counts.values()].every(count => count === 1)).toBe(true);
      await server.stop('SIGKILL');
    }
    expect(acknowledged).toBeGreaterThan(200);
  });
});

describe('an installation whose PostgreSQL goes away under load', () => {
  it('answers 503 meanwhile and recovers by itself, with nothing lost or doubled', async () => {
    const dataDir = await makeDataDir();
    const database = await useDatabase(dataDir);
    const databaseUrl = database.url();
    await migrate(databaseUrl);
    const { webhookKey } = await addInstallation(databaseUrl);
    const server = await startServerProcess({
      ...installationEnv,
      DATABASE_URL: databaseUrl,
      DATABASE_TIMEOUT_MS: '2000',
      LOG_LEVEL: 'silent',
    });
    const load = startWebhookLoad({ webhookKey, posters: 12, name: 'away', url: () => server.url });
    loads.push(load);
    await waitFor(() => load.acknowledged.size > 50);

    for (const signal of ['SIGQUIT', 'SIGKILL', 'SIGINT'] as const) {
      const killedAt = performance.now();
      process.kill(await postmasterPid(dataDir), signal);
      const since = (status: number) => (load.lastSeenAt(status) ?? 0) > killedAt;
      await waitFor(() => since(503), { timeoutMs: 10_000, what: 'answers of 503' });
      const awayAt = performance.now();
      await waitFor(() => (load.lastSeenAt(200) ?? 0) > awayAt, { timeoutMs: 10_000, what: 'recovery' });
      await waitFor(async () => (await fetch(`${server.url}/readyz`)).status === 200);
    }
    await load.stop();
    expect([...load.statuses.keys()].sort()).toEqual([200, 503]);
    await expectAcknowledgedOnce(databaseUrl, load);
    await expectWholeLog(databaseUrl);
    expect(await server.stop()).toMatchObject({ code: 0 });
  });

  it('answers 5xx in time when the database hangs, and goes on when it is back', async () => {
    const timeoutMs = 1_000;
    const dataDir = await makeDataDir();
    const database = await useDatabase(dataDir);
    const databaseUrl = database.url();
    await migrate(databaseUrl);
    const { webhookKey } = await addInstallation(databaseUrl);
    const server = await startServerProcess({
      ...installationEnv,
      DATABASE_URL: databaseUrl,
      DATABASE_TIMEOUT_MS: String(timeoutMs),
      LOG_LEVEL: 'silent',
    });
    const load = startWebhookLoad({ webhookKey, posters: 30, name: 'hung', url: () => server.url });
    loads.push(load);
    await waitFor(() => load.acknowledged.size > 50);
    const backends = await readRows<{ pid: number }>(
      databaseUrl,
      `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    const pids = [await postmasterPid(dataDir), ...backends.map(({ pid }) => pid)];
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    try {
      await waitFor(() => (load.statuses.get(503) ?? 0) > 60, { timeoutMs: 10_000 });
    } finally {
      for (const pid of pids) process.kill(pid, 'SIGCONT');
    }
    const resumedAt = performance.now();
    await waitFor(() => (load.lastSeenAt(200) ?? 0) > resumedAt, { timeoutMs: 10_000 });
    await load.stop();
    // The time-out is 8 s by default, and the promise 9 s.
    expect(load.longestMs(503)).toBeLessThan(timeoutMs * (9 / 8) + 250);
    expect([...load.statuses.keys()].sort()).toEqual([200, 503]);
    await expectAcknowledgedOnce(databaseUrl, load);
    await expectWholeLog(databaseUrl);
    expect(await server.stop()).toMatchObject({ code: 0 });
  });
});
