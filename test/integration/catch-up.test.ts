/** The cost of subscribers that catch up: reads of the log and executions, counted over the real feed. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { CatchUpSchedule, maxCatchUpsAtOnce } from '../../src/delivery/catch-up-schedule.js';
import { PageCache } from '../../src/delivery/page-cache.js';
import { RecentActivity } from '../../src/delivery/recent-activity.js';
import type { EventBatch, SharedOperation, SharedResult, Sink } from '../../src/delivery/subscriber.js';
import { TenantFeed } from '../../src/delivery/tenant-feed.js';
import { UnavailableError } from '../../src/domain/errors.js';
import type { LoggedEvent } from '../../src/domain/logged-event.js';
import { EventType } from '../../src/domain/vocabulary.js';
import { waitFor } from '../support/wait-for.js';

const eventAt = (tenantId: string, position: number): LoggedEvent => ({
  tenantId,
  position,
  kind: EventType.MESSAGE_ADDED,
  subjectId: `s${position}`,
  channelId: null,
  conversationId: null,
  messageId: null,
  changed: [],
  at: new Date(),
  was: null,
});

/** A subscriber whose peer reads, or does not. */
class Listener implements Sink {
  readonly positions: number[] = [];
  failure: string | null = null;
  #isStalled = false;
  #woken: (() => void)[] = [];
  /** A peer that reads slowly accepts this many results at once. */
  mostAtOnce = Number.POSITIVE_INFINITY;

  set isStalled(isStalled: boolean) {
    this.#isStalled = isStalled;
    if (!isStalled) for (const wake of this.#woken.splice(0)) wake();
  }
  deliver(results: readonly SharedResult[]) {
    if (this.#isStalled) return 0;
    const taken = results.slice(0, this.mostAtOnce);
    this.positions.push(...taken.map(({ position }) => position));
    return taken.length;
  }
  fail(error: Error) {
    this.failure = error.message;
  }
  isCongested() {
    return this.#isStalled;
  }
  async drained() {
    if (this.#isStalled) await new Promise<void>(resolve => this.#woken.push(resolve));
  }
}

let shared: { schedule: CatchUpSchedule; pages: PageCache };
let reading = 0;
let mostReading = 0;
beforeEach(() => {
  shared = { schedule: new CatchUpSchedule(), pages: new PageCache() };
  reading = 0;
  mostReading = 0;
});

/** A tenant with a log of the given number of events. */
function createTenant(tenantId: string, eventCount: number, padding = '') {
  const log = Array.from({ length: eventCount }, (_, index) => eventAt(tenantId, index + 1));
  const state = { reads: 0, executions: 0, failures: 0 };
  const feed = new TenantFeed<EventBatch>(
    {
      readAfter: async (position, limit) => {
        state.reads += 1;
        reading += 1;
        mostReading = Math.max(mostReading, reading);
        await new Promise(resolve => setTimeout(resolve, 1));
        reading -= 1;
        if (state.failures > 0) {
          state.failures -= 1;
          throw new UnavailableError('The database is away');
        }
        return log.slice(position, position + limit);
      },
      readRange: async () => ({ last: log.length, droppedThrough: 0, epoch: 'e' }),
      renewEpoch: async () => 'another',
      makeBatch: events => ({ events }),
      delivered: () => {},
      catchUpStarted: () => {},
      log: message => {
        throw new Error(message);
      },
    },
    shared,
  );
  const operation = (key = 'all'): SharedOperation => ({
    key: `${tenantId} ${key}`,
    tenantId,
    kinds: new Set([EventType.MESSAGE_ADDED]),
    run: async (_batch, event) => {
      state.executions += 1;
      return { data: { position: event.position, padding } };
    },
  });
  const join = (after: number, listener = new Listener(), key = 'all') => {
    void feed.subscribe(operation(key), listener, { position: after, epoch: 'e' });
    return { after, listener };
  };
  return { feed, log, state, join, eventCount, subscription: operation };
}

const behind = (after: number, last: number) =>
  Array.from({ length: last - after }, (_, index) => after + 1 + index);

describe('a herd that resumes', () => {
  it('a thousand at different cursors over two thousand events cost each event one execution and few reads', async () => {
    const { state, join } = createTenant('one', 2_000);
    const members = Array.from({ length: 1_000 }, (_, n) => join(n * 2));
    await waitFor(() => members.every(({ listener }) => listener.positions.at(-1) === 2_000), {
      timeoutMs: 20_000,
    });
    for (const { after, listener } of members)
      expect(String(listener.positions)).toBe(String(behind(after, 2_000)));
    expect(state.executions).toBe(2_000);
    expect(state.reads).toBeLessThan(100);
  });

  it('its groups share the reads of the log', async () => {
    const { state, join } = createTenant('one', 1_000);
    const members = Array.from({ length: 20 }, (_, n) => join(0, new Listener(), `group ${n}`));
    await waitFor(() => members.every(({ listener }) => listener.positions.length === 1_000), {
      timeoutMs: 20_000,
    });
    expect(state.executions).toBe(20 * 1_000);
    expect(state.reads).toBeLessThan(20);
  });

  it('has few catch-ups at once in a process, and a tenant that missed little does not wait for it', async () => {
    const herds = ['a', 'b', 'c'].map(name => createTenant(name, 20_000));
    const members = herds.flatMap(herd => Array.from({ length: 300 }, (_, n) => herd.join(n * 60)));
    await waitFor(() => herds.every(({ state }) => state.executions > 0));
    const small = createTenant('small', 20);
    const { listener } = small.join(0);
    await waitFor(() => listener.positions.length === 20);
    expect(members.some(({ listener: other }) => other.positions.at(-1) !== 20_000)).toBe(true);
    expect(mostReading).toBeLessThanOrEqual(maxCatchUpsAtOnce);
    for (const { after, listener: other } of members) {
      await waitFor(() => other.positions.length === 20_000 - after, { timeoutMs: 60_000 });
      expect(other.positions.at(-1)).toBe(20_000);
    }
  });
});

describe('a catch-up that works for long', () => {
  /** Blocks as long as a large page takes, the given number of times. */
  const work = (steps: number) => {
    let left = steps;
    return {
      get isReady() {
        return left > 0;
      },
      step: async () => {
        left -= 1;
        for (const endMs = performance.now() + 6; performance.now() < endMs; );
      },
    };
  };

  it('rests while its process is asked for other things, and goes on at once when it is not', async () => {
    const rests: number[] = [];
    const activity = new RecentActivity();
    const schedule = new CatchUpSchedule({
      hasOtherWork: () => activity.isRecent,
      rest: async ms => rests.push(ms),
    });
    const alone = work(3);
    schedule.enqueue(alone);
    await waitFor(() => !alone.isReady);
    expect(rests).toEqual([]);
    activity.note();
    const among = work(3);
    schedule.enqueue(among);
    await waitFor(() => !among.isReady);
    expect(rests.length).toBeGreaterThan(0);
    for (const ms of rests) expect(ms).toBeGreaterThanOrEqual(5);
  });
});

describe('a subscriber that is behind', () => {
  it('costs no read and no execution while its peer does not read, and gets everything when it does', async () => {
    const { state, join } = createTenant('one', 500);
    const stalled = new Listener();
    stalled.isStalled = true;
    join(0, stalled);
    const quick = join(400);
    await waitFor(() => quick.listener.positions.length === 100);
    expect(state.executions).toBe(100);
    stalled.isStalled = false;
    await waitFor(() => stalled.positions.length === 500);
    expect(stalled.positions).toEqual(behind(0, 500));
  });

  it('whose peer takes a few results at a time has each event executed once', async () => {
    const { state, join } = createTenant('one', 300);
    const slow = new Listener();
    slow.mostAtOnce = 7;
    join(0, slow);
    await waitFor(() => slow.positions.length === 300);
    expect(slow.positions).toEqual(behind(0, 300));
    expect(state.executions).toBe(300);
  });

  it('has large results made in small numbers', async () => {
    const { state, join } = createTenant('one', 200, 'x'.repeat(60_000));
    const stalling = new Listener();
    stalling.mostAtOnce = 1;
    const { deliver } = stalling;
    stalling.deliver = results => {
      const taken = deliver.call(stalling, results);
      stalling.isStalled = true;
      return taken;
    };
    join(0, stalling);
    await waitFor(() => stalling.positions.length === 1);
    // 256 KiB are five of these; the first four show how large they are.
    expect(state.executions).toBeLessThan(10);
  });

  it('goes on where it was when the database comes back', async () => {
    const { state, join } = createTenant('one', 100);
    state.failures = 2;
    const { listener } = join(0);
    await waitFor(() => listener.positions.length === 100);
    expect(listener.positions).toEqual(behind(0, 100));
    expect(listener.failure).toBeNull();
  });
});

it('an event that is executed for hundreds of different subscriptions leaves room for everything else', async () => {
  const { feed, subscription, state } = createTenant('one', 0);
  const listeners = Array.from({ length: 400 }, () => new Listener());
  // Without a cursor: they follow the feed, and none has to catch up first.
  await Promise.all(
    listeners.map((listener, n) => feed.subscribe(subscription(`group ${n}`), listener, null)),
  );
  let turns = 0;
  let isCounting = true;
  const count = (): void => {
    turns += 1;
    if (isCounting) setImmediate(count);
  };
  count();
  feed.ring(1, [eventAt('one', 1)]);
  await waitFor(() => listeners.every(({ positions }) => positions.length === 1), { intervalMs: 1 });
  isCounting = false;
  expect(state.executions).toBe(400);
  // In one batch there would be only a few.
  expect(turns).toBeGreaterThan(20);
});

describe('the pages that are kept for others', () => {
  const page = (from: number, bytes: number) => ({ from, to: from + 10, results: [], bytes });

  it('are found by any position in them, for their own group', () => {
    const cache = new PageCache(100_000);
    cache.add('one', page(10, 100));
    expect(cache.find('one', 9)).toBeNull();
    expect(cache.find('one', 10)?.from).toBe(10);
    expect(cache.find('one', 19)?.from).toBe(10);
    expect(cache.find('one', 20)).toBeNull();
    expect(cache.find('other', 10)).toBeNull();
    expect(cache.nextFrom('one', 5)).toBe(10);
    expect(cache.nextFrom('one', 10)).toBe(Number.POSITIVE_INFINITY);
  });

  it('are bounded in bytes: the oldest make room', () => {
    const cache = new PageCache(100_000);
    for (let n = 0; n < 100; n += 1) cache.add('one', page(n * 10, 10_000));
    expect(cache.find('one', 0)).toBeNull();
    expect(cache.find('one', 995)?.from).toBe(990);
    cache.add('one', page(5_000, 200_000));
    expect(cache.find('one', 5_000)).toBeNull();
    expect(cache.find('one', 995)).toBeNull();
  });
});

it('is told that it has caught up after what was committed before it joined, also while the feed is behind', async () => {
  const { feed, log, subscription } = createTenant('a', 3);
  await feed.subscribe(subscription(), new Listener(), null);
  // Committed, but not announced yet: the feed is at position 3.
  log.push(eventAt('a', 4), eventAt('a', 5));
  const told: (number | string)[] = [];
  const listener = new Listener();
  const caughtUp = async (_position: number, catchUpCount: number) => {
    told.push(...listener.positions, `caught up after ${catchUpCount}`);
    return { data: null };
  };
  await feed.subscribe({ ...subscription('stream'), caughtUp }, listener, { position: 3, epoch: 'e' });
  await waitFor(() => told.length > 0);
  expect(told).toEqual([4, 5, 'caught up after 2']);
});
