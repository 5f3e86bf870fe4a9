import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { LogPlace } from '../../src/database/cursors.js';
import { type Database, openDatabase } from '../../src/database/database.js';
import { publishParameters, publishStatement } from '../../src/database/publish.js';
import { type Doorbell, startDoorbell } from '../../src/delivery/doorbell.js';
import { createEventHub, type EventHub } from '../../src/delivery/event-hub.js';
import { readEpoch } from '../../src/delivery/event-log.js';
import type { EventBatch, SharedOperation, SharedResult, Sink } from '../../src/delivery/subscriber.js';
import type { LoggedEvent } from '../../src/domain/logged-event.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { EventType } from '../../src/domain/vocabulary.js';
import { createIngestFixture } from '../support/ingest-fixture.js';
import { type Random, seeded } from '../support/seeded.js';
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
let epoch: string;

async function startProcess(url: string): Promise<Process> {
  const database = await openDatabase({ url, poolSize: 20, timeoutMs: 60_000, log: () => {} });
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
  const { database } = processes[0] as Process;
  tenantId = (await createIngestFixture(database)).tenantId;
  epoch = await readEpoch(database);
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

/** A subscriber that records what it receives, and can stop reading. */
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

/** A change; with `random` it keeps its transaction open for a while before it takes its position, or rolls back. */
async function write(database: Database, random?: Random): Promise<void> {
  const messageId = uuidV7();
  const position = await database
    .transaction(async transaction => {
      if (random) await sleep(random() * 8);
      const [row] = await transaction.query(
        publishStatement,
        publishParameters(tenantId, [{ kind: EventType.MESSAGE_ADDED, subjectId: messageId, messageId }]),
      );
      if (random && random() < 0.1) throw new Error('rolled back');
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

it(
  'sixteen writers, sockets cut at random: what subscribers got equals the table, in order, no gap, no repeat',
  seeded(async random => {
    const seen: number[][] = [[], [], [], [], [], []];
    let isWriting = true;
    const reader = async (index: number): Promise<void> => {
      const process = processes[index % 2] as Process;
      const got = seen[index] as number[];
      const choose = random.fork(index);
      while (isWriting || got.at(-1) !== (await logged()).at(-1)) {
        const listener = new Listener();
        const unsubscribe = await process.hub.subscribe(operation(process), listener, {
          position: got.at(-1) ?? 0,
          epoch,
        });
        await sleep(choose() * 60);
        if (choose() < 0.3) {
          listener.isStalled = true;
          await sleep(choose() * 40);
          listener.isStalled = false;
          await sleep(5);
        }
        unsubscribe();
        got.push(...listener.positions);
      }
    };
    const readers = seen.map((_, index) => reader(index));
    await Promise.all(
      [...Array(16).keys()].map(async writer => {
        const choose = random.fork(100 + writer);
        for (let n = 0; n < 25; n += 1) await write((processes[writer % 2] as Process).database, choose);
      }),
    );
    isWriting = false;
    await Promise.all(readers);
    const table = await logged();
    expect(table).toEqual(table.map((_, index) => index + 1));
    for (const got of seen) expect(got).toEqual(table);
  }),
);

it('a subscriber without a cursor gets what comes from now on, from whichever process', async () => {
  const [first, second] = processes as [Process, Process];
  const listener = new Listener();
  const last = (await logged()).at(-1) ?? 0;
  const unsubscribe = await first.hub.subscribe(operation(first), listener, null);
  await write(second.database);
  while ((await logged()).at(-1) === last) await write(second.database);
  await waitFor(() => listener.positions.length > 0);
  expect(listener.positions[0]).toBe(last + 1);
  unsubscribe();
});

it('runs one execution an event for any number of subscribers of one operation', async () => {
  const [first] = processes as [Process];
  const listeners = [...Array(200).keys()].map(() => new Listener());
  const subscriptions = await Promise.all(
    listeners.map(listener => first.hub.subscribe(operation(first), listener, null)),
  );
  first.executions = 0;
  const before = (await logged()).length;
  while ((await logged()).length < before + 3) await write(first.database);
  await waitFor(() => listeners.every(listener => listener.positions.length >= 3));
  expect(first.executions).toBe(3);
  for (const unsubscribe of subscriptions) unsubscribe();
});

it('a stalled reader holds up nobody and misses nothing', async () => {
  const [first] = processes as [Process];
  const stalled = new Listener();
  const quick = new Listener();
  const subscriptions = [
    await first.hub.subscribe(operation(first), stalled, null),
    await first.hub.subscribe(operation(first), quick, null),
  ];
  stalled.isStalled = true;
  const before = (await logged()).length;
  while ((await logged()).length < before + 20) await write(first.database);
  await waitFor(() => quick.positions.length >= 20);
  expect(stalled.positions).toEqual([]);
  stalled.isStalled = false;
  await waitFor(() => stalled.positions.length >= 20);
  expect(stalled.positions).toEqual(quick.positions);
  for (const unsubscribe of subscriptions) unsubscribe();
});

it('brings what another process commits by the doorbell alone, before any look at the log', async () => {
  // This process does not poll the log.
  jest.useFakeTimers({
    doNotFake: [
      ...(['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask'] as const),
      ...(['setImmediate', 'clearImmediate', 'setTimeout', 'clearTimeout'] as const),
    ],
  });
  const reader = await startProcess(testDatabase.url);
  jest.useRealTimers();
  const listener = new Listener();
  const unsubscribe = await reader.hub.subscribe(operation(reader), listener, null);
  for (let n = 1; n <= 5; n += 1) {
    const before = (await logged()).length;
    while ((await logged()).length === before) await write((processes[1] as Process).database);
    await waitFor(() => listener.positions.length === n);
  }
  unsubscribe();
  reader.hub.stop();
  await reader.doorbell.stop();
  await reader.database.close();
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
  const subscriptions = await Promise.all(
    listeners.map(listener => first.hub.subscribe(operation(first), listener, null)),
  );
  const from = (await logged()).length;
  const eventCount = 40;
  while ((await logged()).length < from + eventCount) await write(first.database);
  await waitFor(() => listeners.every(({ positions }) => positions.length >= eventCount));
  const [expected] = listeners.map(({ positions }) => positions);
  for (const { positions } of listeners) expect(positions).toEqual(expected);
  // One at a time they would be forty each; writers could commit while earlier events were being delivered.
  expect(deliveries).toBeLessThan((eventCount / 2) * listeners.length);
  for (const unsubscribe of subscriptions) unsubscribe();
});

it('refuses a cursor whose events are gone', async () => {
  const [first] = processes as [Process];
  const join = (after: number) =>
    first.hub.subscribe(operation(first), new Listener(), { position: after, epoch });
  await first.database.pool.query('delete from domain_events where tenant_id = $1 and position <= 5', [
    tenantId,
  ]);
  await first.database.pool.query('update event_counters set dropped_through = 5 where tenant_id = $1', [
    tenantId,
  ]);
  await expect(join(4)).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
  (await join(5))();
});

describe('a log that went back, as after a failover to a replica that lagged', () => {
  const resetMark = -1;
  const withReset = (process: Process): SharedOperation => ({
    ...operation(process, 'with reset'),
    reset: async () => ({ data: { position: resetMark } }),
  });
  /** A subscriber of each kind in each process, live or behind. */
  const joinAll = async (after: LogPlace | null) => {
    const joined = [];
    for (const process of processes) {
      for (const asked of [operation(process), withReset(process)]) {
        const listener = new Listener();
        const unsubscribe = await process.hub.subscribe(asked, listener, after);
        joined.push({ process, listener, unsubscribe, resets: asked.reset !== undefined });
      }
    }
    return joined;
  };
  const query = (sql: string, ...parameters: unknown[]) =>
    (processes[0] as Process).database.pool.query(sql, parameters);
  const goBackTo = async (position: number) => {
    await query('delete from domain_events where tenant_id = $1 and position > $2', tenantId, position);
    await query('update event_counters set position = $2 where tenant_id = $1', tenantId, position);
  };
  const addEvents = async (count: number) => {
    const before = (await logged()).at(-1) ?? 0;
    while (((await logged()).at(-1) ?? 0) < before + count) await write((processes[1] as Process).database);
    return (await logged()).at(-1) ?? 0;
  };
  const expired = expect.stringContaining('were deleted from the log');

  it('subscribers are told to start again, in every process, and old cursors are refused from then on', async () => {
    const before = await addEvents(10);
    const oldEpoch = await readEpoch((processes[0] as Process).database);
    const subscribers = await joinAll(null);
    await goBackTo(before - 8);
    await waitFor(() =>
      subscribers.every(({ listener, resets }) =>
        resets ? listener.positions.includes(resetMark) : listener.failure !== null,
      ),
    );
    const after = await addEvents(20);
    expect(after).toBeGreaterThan(before);
    for (const { listener, resets } of subscribers) {
      if (!resets) {
        // A process may have been slightly behind the log when its subscriber joined.
        expect(listener.failure).toEqual(expired);
        expect(listener.positions.filter(position => position > before)).toEqual([]);
        continue;
      }
      // After the reset all new events arrive, also those with the positions of lost ones.
      await waitFor(() => listener.positions.at(-1) === after);
      const numbers = Array.from({ length: after - before + 8 }, (_, n) => before - 7 + n);
      expect(listener.failure).toBeNull();
      expect(listener.positions.slice(listener.positions.indexOf(resetMark))).toEqual([
        resetMark,
        ...numbers,
      ]);
    }
    for (const { unsubscribe } of subscribers) unsubscribe();
    for (const process of processes) {
      for (const position of [before - 8, before, after]) {
        const old = process.hub.subscribe(operation(process), new Listener(), { position, epoch: oldEpoch });
        await expect(old).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
      }
      const epochNow = await readEpoch(process.database);
      const fresh = new Listener();
      const unsubscribe = await process.hub.subscribe(operation(process), fresh, {
        position: before,
        epoch: epochNow,
      });
      await waitFor(() => fresh.positions.at(-1) === after);
      unsubscribe();
    }
  });

  it('the same when new events have reached the lost numbers before anybody looked', async () => {
    const before = await addEvents(10);
    const oldEpoch = await readEpoch((processes[0] as Process).database);
    const subscribers = await joinAll(null);
    const behind = await joinAll({ position: before - 9, epoch: oldEpoch });
    await query('begin; update event_log_incarnation set id = gen_random_uuid(); commit');
    await goBackTo(before - 8);
    const after = await addEvents(30);
    expect(after).toBeGreaterThan(before);
    for (const { listener, resets } of [...subscribers, ...behind]) {
      await waitFor(() => (resets ? listener.positions.includes(resetMark) : listener.failure !== null));
      if (resets) expect(listener.failure).toBeNull();
      else expect(listener.failure).toEqual(expired);
    }
    for (const { unsubscribe } of [...subscribers, ...behind]) unsubscribe();
    for (const process of processes) {
      const old = process.hub.subscribe(operation(process), new Listener(), {
        position: before,
        epoch: oldEpoch,
      });
      await expect(old).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
    }
  });

  it('a cursor ahead of the log shows it too, where no subscriber was there to see it', async () => {
    const before = await addEvents(3);
    const [first] = processes as [Process];
    const oldEpoch = await readEpoch(first.database);
    await waitFor(() => first.hub.counts().feeds === 0);
    await goBackTo(before - 3);
    const place = { position: before, epoch: oldEpoch };
    await expect(first.hub.subscribe(operation(first), new Listener(), place)).rejects.toMatchObject({
      code: 'CURSOR_EXPIRED',
    });
    await addEvents(10);
    await expect(first.hub.subscribe(operation(first), new Listener(), place)).rejects.toMatchObject({
      code: 'CURSOR_EXPIRED',
    });
    const listener = new Listener();
    const unsubscribe = await first.hub.subscribe(withReset(first), listener, place);
    await waitFor(() => listener.positions.includes(resetMark));
    unsubscribe();
  });
});
