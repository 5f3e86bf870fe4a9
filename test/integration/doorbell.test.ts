/** The connection that notifies a process of other processes' commits, while it is lost and reopened. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Database, openDatabase } from '../../src/database/database.js';
import { startDoorbell } from '../../src/delivery/doorbell.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { waitFor } from '../support/wait-for.js';

let testDatabase: TestDatabase;
let database: Database;
let outside: pg.Client;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url, poolSize: 2, timeoutMs: 60_000, log: () => {} });
  outside = new pg.Client({ connectionString: testDatabase.url, application_name: 'the test' });
  await outside.connect();
});
afterAll(async () => {
  await outside.end();
  await database.close();
  await testDatabase.drop();
});

/** The doorbell's sessions, with the wait event of each. */
const sessions = async () =>
  (
    await outside.query<{ pid: number; waits: string | null }>(
      `select pid, wait_event_type as waits from pg_stat_activity
        where datname = current_database() and application_name = 'trunkline doorbell'`,
    )
  ).rows;

it('a doorbell that is stopped while it connects again leaves no connection behind', async () => {
  const doorbell = await startDoorbell(database, () => {});
  const [session] = await sessions();
  // Exclusive, so that the next connection waits for its shared lock while it is being opened.
  const locked = outside.query('select pg_advisory_lock($1, $2)', [7_215, 301_946]);
  const killer = new pg.Client({ connectionString: testDatabase.url });
  await killer.connect();
  await killer.query('select pg_terminate_backend($1)', [session?.pid]);
  await killer.end();
  await locked;
  await waitFor(async () => (await sessions()).some(({ waits }) => waits === 'Lock'));
  await doorbell.stop();
  await outside.query('select pg_advisory_unlock_all()');
  await waitFor(async () => (await sessions()).length === 0, { what: 'the last session to end' });
  expect(await sessions()).toEqual([]);
});

it('a doorbell that lost its connection reports that changes of access may have been missed, and then each one', async () => {
  const doorbell = await startDoorbell(database, () => {});
  const heard: (string | null)[] = [];
  doorbell.onAccessChanged(id => heard.push(id));
  const [session] = await sessions();
  await outside.query('select pg_terminate_backend($1)', [session?.pid]);
  await waitFor(() => heard.includes(null));
  await outside.query(`select pg_notify('trunkline_access', 'a user')`);
  await waitFor(() => heard.at(-1) === 'a user');
  expect(heard).toEqual([null, 'a user']);
  await doorbell.stop();
});
