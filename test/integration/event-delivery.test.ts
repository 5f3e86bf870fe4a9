import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Database, openDatabase } from '../../src/database/database.js';
import { publishParameters, publishStatement } from '../../src/database/publish.js';
import type { LoggedEvent } from '../../src/domain/logged-event.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { EventType } from '../../src/domain/vocabulary.js';
import { type Doorbell, startDoorbell } from '../../src/events/doorbell.js';
import { createEventHub, type EventHub } from '../../src/events/event-hub.js';
import type { EventBatch, SharedOperation, SharedResult, Sink } from '../../src/events/subscriber.js';
import { createIngestFixture } from '../support/ingest-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { waitFor } from '../support/wait-for.js';

interface Process {
  readonly database: Database;
  readonly doorbell: Doorbell;
  readonly hub: EventHub<EventBatch>;
  executions: number;
}

let testDatabase: TestDatabase;
let processes: Process[];
let tenantId: string;

async function startProcess(url: string): Promise<Process> {
  const database = await openDatabase({ url, poolSize: 20, timeoutMs: 8_000, log: () => {} });
  const doorbell = await startDoorbell(database, () => {});
  const hub = createEventHub<EventBatch>({
    database,
    doorbell,
    makeBatch: (_tenant, events) => ({ events }),
    log: () => {},
  });
  return { database, doorbell, hub, executions: 0 };
}

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  processes = [await startProcess(testDatabase.url), await startProcess(testDatabase.url)];
  tenantId = (await createIngestFixture((processes[0] as Process).database)).tenantId;
});
afterAll(async () => {
  for (const { hub, doorbell, database } of processes) {
    hub.stop();
    await doorbell.stop();
    await database.close();
  }
  await testDatabase.drop();
});

const operation = (process: Process, key = 'all'): SharedOperation => ({
  key,
  tenantId,
  kinds: new Set([EventType.MESSAGE_ADDED]),
  run: async (_batch: EventBatch, event: LoggedEvent) => {
    process.executions += 1;
    return { data: { position: event.position } };
  },
});

/** A subscriber that writes down what it gets, and can stop reading. */
class Listener implements Sink {
  readonly positions: number[] = [];
  isStalled = false;
  failure: string | null = null;
  deliver(results: readonly SharedResult[]) {
    if (this.isStalled) return 0;
    this.positions.push(...results.map(({ result }) => (result.data as { position: number }).position));
    return results.length;
  }
  fail(error: Error) {
    this.failure = error.message;
  }
  isCongested() {
    return this.isStalled;
  }
  async drained() {
    await waitFor(() => !this.isStalled, { timeoutMs: 20_000 });
  }
}

/** A change that holds its transaction open for a random time before it takes its position. */
async function write(database: Database): Promise<void> {
  const messageId = uuidV7();
  const position = await database
    .transaction(async transaction => {
      await sleep(Math.random() * 8);
      const [row] = await transaction.query<{ position: number }>(
        publishStatement,
        publishParameters(tenantId, [{ kind: EventType.MESSAGE_ADDED, subjectId: messageId, messageId }]),
      );
      if (Math.random() < 0.1) throw new Error('rolled back');
      return row?.position ?? 0;
    })
    .catch(error => {
      if (error.message === 'rolled back') return null;
      throw error;
    });
  if (position !== null) database.announce({ tenantId, position });
}

const logged = async (): Promise<number[]> =>
  (
    await (processes[0] as Process).database.pool.query(
      'select position from domain_events where tenant_id = $1 order by position',
      [tenantId],
    )
  ).rows.map(row => row.position);

it('sixteen writers, sockets cut at random: what subscribers got equals the table, in order, no gap, no repeat', async () => {
  const seen: number[][] = [[], [], [], [], [], []];
  let isWriting = true;
  const reader = async (index: number): Promise<void> => {
    const process = processes[index % 2] as Process;
    const got = seen[index] as number[];
    while (isWriting || got.at(-1) !== (await logged()).at(-1)) {
      const listener = new Listener();
      const seat = await process.hub.join(operation(process), listener, got.at(-1) ?? 0);
      await sleep(Math.random() * 60);
      if (Math.random() < 0.3) {
        listener.isStalled = true;
        await sleep(Math.random() * 40);
        listener.isStalled = false;
        await sleep(5);
      }
      seat.leave();
      got.push(...listener.positions);
    }
  };
  const readers = seen.map((_, index) => reader(index));
  await Promise.all(
    [...Array(16).keys()].map(async writer => {
      for (let n = 0; n < 25; n += 1) await write((processes[writer % 2] as Process).database);
    }),
  );
  isWriting = false;
  await Promise.all(readers);
  const table = await logged();
  expect(table).toEqual(table.map((_, index) => index + 1));
  for (const got of seen) expect(got).toEqual(table);
});

it('a subscriber without a cursor gets what comes from now on, from whichever process', async () => {
  const [first, second] = processes as [Process, Process];
  const listener = new Listener();
  const last = (await logged()).at(-1) ?? 0;
  const seat = await first.hub.join(operation(first), listener, null);
  await write(second.database);
  while ((await logged()).at(-1) === last) await write(second.database);
  await waitFor(() => listener.positions.length > 0);
  expect(listener.positions[0]).toBe(last + 1);
  seat.leave();
});

it('runs one execution an event for any number of subscribers of one operation', async () => {
  const [first] = processes as [Process];
  const listeners = [...Array(200).keys()].map(() => new Listener());
  const seats = await Promise.all(
    listeners.map(listener => first.hub.join(operation(first), listener, null)),
  );
  first.executions = 0;
  const before = (await logged()).length;
  while ((await logged()).length < before + 3) await write(first.database);
  await waitFor(() => listeners.every(listener => listener.positions.length >= 3));
  expect(first.executions).toBe(3);
  for (const seat of seats) seat.leave();
});

it('a stalled reader holds up nobody and misses nothing', async () => {
  const [first] = processes as [Process];
  const stalled = new Listener();
  const quick = new Listener();
  const seats = [
    await first.hub.join(operation(first), stalled, null),
    await first.hub.join(operation(first), quick, null),
  ];
  stalled.isStalled = true;
  const before = (await logged()).length;
  while ((await logged()).length < before + 20) await write(first.database);
  await waitFor(() => quick.positions.length >= 20);
  expect(stalled.positions).toEqual([]);
  stalled.isStalled = false;
  await waitFor(() => stalled.positions.length >= 20);
  expect(stalled.positions).toEqual(quick.positions);
  for (const seat of seats) seat.leave();
});

it('leaves room for everything else while an event goes to many, and delivers together what comes meanwhile', async () => {
  const [first] = processes as [Process];
  let deliveries = 0;
  class SlowListener extends Listener {
    override deliver(results: readonly SharedResult[]) {
      deliveries += 1;
      // As long as writing to a few sockets takes.
      for (const end = performance.now() + 0.05; performance.now() < end; );
      return super.deliver(results);
    }
  }
  const listeners = [...Array(1_000).keys()].map(() => new SlowListener());
  const seats = await Promise.all(
    listeners.map(listener => first.hub.join(operation(first), listener, null)),
  );
  const from = (await logged()).length;
  const eventCount = 40;
  while ((await logged()).length < from + eventCount) await write(first.database);
  await waitFor(() => listeners.every(({ positions }) => positions.length >= eventCount));
  const [expected] = listeners.map(({ positions }) => positions);
  for (const { positions } of listeners) expect(positions).toEqual(expected);
  // One at a time they would be forty each; the writers had their turn while earlier events were on their way.
  expect(deliveries).toBeLessThan((eventCount / 2) * listeners.length);
  for (const seat of seats) seat.leave();
});

it('refuses a cursor that is ahead of the log, and one whose events are gone', async () => {
  const [first] = processes as [Process];
  const join = (after: number) => first.hub.join(operation(first), new Listener(), after);
  await expect(join(1_000_000)).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  await first.database.pool.query('delete from domain_events where tenant_id = $1 and position <= 5', [
    tenantId,
  ]);
  await first.database.pool.query('update event_counters set dropped_through = 5 where tenant_id = $1', [
    tenantId,
  ]);
  await expect(join(4)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  (await join(5)).leave();
});
