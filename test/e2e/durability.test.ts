/** Every webhook that was answered 2xx is stored, once, at whatever point the server and its database are killed. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { expectAcknowledgedOnce, expectWholeLog, findPostmasterPid } from '../support/durable.js';
import { CreateImportUploadDocument, ImportContactsDocument } from '../support/gql/operations.js';
import { countMessages } from '../support/message-rows.js';
import { postChatFlow, signInTo } from '../support/remote-api.js';
import { endServerProcesses, makeDataDir, startServerProcess } from '../support/server-process.js';
import { waitFor } from '../support/wait-for.js';
import { startWebhookLoad } from '../support/webhook-load.js';

afterAll(endServerProcesses);

/** Ten starts of a process; each has its own time-out, this one is for machines with much other load. */
const testTimeoutMs = 240_000;

/** The load time of a round begins after this many. */
const acknowledgedFirst = 20;

/** Load time of each round before the kill, and whether the database is killed with the server. */
const rounds = [
  { loadMs: 600, alsoDatabase: false },
  { loadMs: 150, alsoDatabase: true },
  { loadMs: 350, alsoDatabase: false },
  { loadMs: 800, alsoDatabase: true },
  { loadMs: 30, alsoDatabase: false },
];

it(
  'kill -9 under load, round after round: every webhook answered 2xx is one message',
  async () => {
    const dataDir = await makeDataDir();
    const env = { DATA_DIR: dataDir, LOG_LEVEL: 'warn' };
    let server = await startServerProcess(env);
    let acknowledged = 0;
    const underWay: number[] = [];
    for (const [round, { loadMs, alsoDatabase }] of rounds.entries()) {
      const { url } = server;
      const load = startWebhookLoad({
        webhookKey: 'demo',
        posters: 16,
        name: `round ${round}`,
        url: () => url,
      });
      await waitFor(() => load.acknowledged.size > acknowledgedFirst, { timeoutMs: 30_000 });
      await delay(loadMs);
      if (alsoDatabase) process.kill(await findPostmasterPid(dataDir), 'SIGQUIT');
      underWay.push(load.underWay());
      await server.stop('SIGKILL');
      await load.stop();
      acknowledged += load.acknowledged.size;

      server = await startServerProcess(env);
      const database = await startEmbeddedPostgres({ dataDir, log: () => {} });
      await expectAcknowledgedOnce(database.url(), load);
      await expectWholeLog(database.url());
      // A provider repeats unacknowledged webhooks.
      for (const text of load.refused) {
        const message = { text, phone: '77050001000', messageId: `id of ${text}` };
        expect(await postChatFlow(server.url, 'demo', message)).toBe(200);
      }
      const counts = await countMessages(database.url());
      expect([...load.refused].filter(text => counts.get(text) !== 1)).toEqual([]);
      expect([...counts].filter(([, count]) => count !== 1)).toEqual([]);
      await database.release();
    }
    // Each kill met webhooks that were under way, after some that were acknowledged; how many depends on the machine.
    expect(Math.min(...underWay)).toBeGreaterThan(0);
    expect(acknowledged).toBeGreaterThan(rounds.length * acknowledgedFirst);
    expect(await server.stop()).toMatchObject({ code: 0 });
  },
  testTimeoutMs,
);

/** A file of people, imported twice at once; the server is killed in the middle. */
it(
  'kill -9 in an import: the next start continues it, and nobody is there twice',
  async () => {
    const dataDir = await makeDataDir();
    const env = { DATA_DIR: dataDir, LOG_LEVEL: 'warn' };
    let server = await startServerProcess(env);
    const count = 6_000;
    const rows = Array.from({ length: count }, (_, n) => `8705${String(n).padStart(7, '0')},Lead ${n}`);
    const bytes = Buffer.from(`phone,lead.name\n${rows.join('\n')}\n`);
    const api = await signInTo(server.url);
    const { createUpload } = await api.run(CreateImportUploadDocument, {
      ...{ fileName: 'people.csv', sizeBytes: bytes.length },
    });
    expect((await fetch(createUpload.uploadUrl ?? '', { method: 'PUT', body: bytes })).status).toBe(204);
    const database = await startEmbeddedPostgres({ dataDir, log: () => {} });
    const client = new pg.Client(database.url());
    await client.connect();
    const sql = async (text: string) => (await client.query(text)).rows;
    const [channel] = await sql('select id from channels order by id limit 1');
    const input = {
      ...{ attachmentId: createUpload.attachment?.id ?? '', leadChannelId: channel.id, dryRun: false },
    };
    await Promise.all([1, 2].map(() => api.run(ImportContactsDocument, { input })));
    // The first to run is any of the two.
    const jobs = () =>
      sql('select status, done, created, updated from jobs order by done desc, created desc');
    await waitFor(async () => (await jobs()).some(({ done }) => done > 1_000), { timeoutMs: 60_000 });
    await server.stop('SIGKILL');
    const [stopped] = await jobs();
    expect(stopped).toMatchObject({ status: 'RUNNING' });
    expect(stopped.done).toBeLessThan(count);

    server = await startServerProcess(env);
    await waitFor(async () => (await jobs()).every(({ status }) => status === 'DONE'), {
      timeoutMs: 120_000,
    });
    // Both may have written portions of the file; each person was created by one of them.
    const ended = await jobs();
    expect(ended).toMatchObject([1, 2].map(() => ({ status: 'DONE', done: count, updated: 0 })));
    expect(ended.reduce((sum, { created }) => sum + created, 0)).toBe(count);
    for (const table of ['contacts', 'leads'])
      expect(await sql(`select count(*)::int n from ${table} where phone like '+7705%'`)).toEqual([
        { n: count },
      ]);
    await client.end();
    await database.release();
    await server.stop();
  },
  testTimeoutMs,
);
