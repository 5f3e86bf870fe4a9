/** All feeds of this process: one per tenant, as long as it has subscribers. */
import type { LogPlace } from '../database/cursors.js';
import type { Database } from '../database/database.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import { CatchUpSchedule } from './catch-up-schedule.js';
import type { Doorbell } from './doorbell.js';
import { readEpoch, readEventsAfter, readLogRange, readPositions, renewEpoch } from './event-log.js';
import type { ReadUse } from './feed-source.js';
import { GroupBudget } from './group-budget.js';
import { PageCache } from './page-cache.js';
import { RecentActivity } from './recent-activity.js';
import type { EventBatch, SharedOperation, Sink } from './subscriber.js';
import { TenantFeed } from './tenant-feed.js';

/** Options of `createEventHub`. */
export interface EventHubOptions<Batch extends EventBatch> {
  readonly database: Database;
  readonly doorbell: Doorbell;
  readonly makeBatch: (tenantId: string, events: readonly LoggedEvent[], use: ReadUse) => Batch;
  /** Reads events, with all the rows that `makeBatch` expects; the plain rows of the log by default. */
  readonly readAfter?: (
    tenantId: string,
    position: number,
    limit: number,
    use: ReadUse,
  ) => Promise<LoggedEvent[]>;
  /** Counts distinct subscriptions; no limit when absent. */
  readonly budget?: GroupBudget;
  /** Other activity of this process; catch-ups yield to it. New events are recorded here too. */
  readonly activity?: RecentActivity;
  readonly log: (message: string) => void;
  /** Metrics hooks. */
  readonly observe?: { readonly delivered: (count: number) => void; readonly catchUpStarted: () => void };
}

/** Subscriptions to the event log. */
export interface EventHub<Batch extends EventBatch> {
  /**
   * Adds a subscriber; `after` is a log position, or null for "from now on".
   * @returns unsubscribe: nothing is delivered after it returns; idempotent
   * @throws LimitReachedError, CursorExpiredError, UnavailableError
   */
  subscribe(
    operation: SharedOperation<Batch>,
    sink: Sink,
    after: LogPlace | null,
    userId?: string,
  ): Promise<() => void>;
  /** Counts for metrics. */
  counts(): {
    readonly feeds: number;
    readonly subscribers: number;
    readonly groups: number;
    /** Size of the results that are cached for subscribers that catch up. */
    readonly cachedBytes: number;
  };
  stop(): void;
}

/** Interval at which feeds poll the log: the longest delay after a lost ring. */
const pollMs = 1_000;

/** Creates the hub; `stop` stops its timers. */
export function createEventHub<Batch extends EventBatch>(options: EventHubOptions<Batch>): EventHub<Batch> {
  const { database, doorbell, makeBatch, log, observe, activity = new RecentActivity() } = options;
  const feeds = new Map<string, TenantFeed<Batch>>();
  const unlimited = Number.POSITIVE_INFINITY;
  const budget = options.budget ?? new GroupBudget({ perUser: unlimited, perTenant: unlimited });
  const schedule = new CatchUpSchedule({ hasOtherWork: () => activity.isRecent });
  const shared = { schedule, pages: new PageCache() };

  const readAfter =
    options.readAfter ??
    ((tenantId: string, position: number, limit: number) =>
      readEventsAfter(database, tenantId, position, limit));

  const feedOf = (tenantId: string): TenantFeed<Batch> => {
    let feed = feeds.get(tenantId);
    if (!feed) {
      feed = new TenantFeed<Batch>(
        {
          readAfter: (position, limit, use) => readAfter(tenantId, position, limit, use),
          readRange: async () => {
            const range = await readLogRange(database, tenantId);
            database.logEpoch = range.epoch;
            return range;
          },
          renewEpoch: async epoch => {
            database.logEpoch = await renewEpoch(database, epoch);
            return database.logEpoch;
          },
          makeBatch: (events, use) => makeBatch(tenantId, events, use),
          log,
          delivered: count => observe?.delivered(count),
          catchUpStarted: () => observe?.catchUpStarted(),
        },
        shared,
      );
      feeds.set(tenantId, feed);
      database.followedTenants.add(tenantId);
    }
    return feed;
  };

  let isEpochDue = true;
  const poll = async (): Promise<void> => {
    for (const [tenantId, feed] of feeds) {
      if (!feed.isIdle) continue;
      feeds.delete(tenantId);
      database.followedTenants.delete(tenantId);
    }
    if (feeds.size === 0 && !isEpochDue) return;
    isEpochDue = false;
    // A commit during the query moves a feed on: the result is compared with the feed's earlier position.
    const before = new Map([...feeds].map(([tenantId, feed]) => [tenantId, feed.place]));
    try {
      const epoch = await readEpoch(database);
      for (const { tenantId, position } of await readPositions(database, [...before.keys()])) {
        const feed = feeds.get(tenantId);
        const place = before.get(tenantId);
        if (feed && place && feed.place?.epoch === place.epoch)
          await feed.look({ last: position, epoch }, place.position);
        feed?.ring(position);
      }
      if (epoch !== database.logEpoch) database.logEpoch = await readEpoch(database);
    } catch (error) {
      isEpochDue = true;
      log(`event poll: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  // After a failover every connection is new.
  const noteConnection = (): void => {
    isEpochDue = true;
  };
  database.pool.on('connect', noteConnection);
  const stopListening = doorbell.onRing(({ tenantId, position, events }) => {
    activity.note();
    feeds.get(tenantId)?.ring(position, events);
  });
  const timer = setInterval(() => void poll(), pollMs);

  return {
    subscribe: async (operation, sink, after, userId = '') => {
      const { tenantId, key } = operation;
      const release = budget.enter({ tenantId, userId }, key);
      try {
        const unsubscribe = await feedOf(tenantId).subscribe(operation, sink, after);
        return () => {
          release();
          unsubscribe();
        };
      } catch (error) {
        release();
        throw error;
      }
    },
    counts: () => {
      const all = [...feeds.values()];
      return {
        feeds: all.length,
        subscribers: all.reduce((sum, feed) => sum + feed.size, 0),
        groups: all.reduce((sum, feed) => sum + feed.groupCount, 0),
        cachedBytes: shared.pages.bytes,
      };
    },
    stop: () => {
      clearInterval(timer);
      database.pool.off('connect', noteConnection);
      stopListening();
    },
  };
}
