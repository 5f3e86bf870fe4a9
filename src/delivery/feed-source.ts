/** Sources and hooks of the feeds of a process. */
import type { LoggedEvent } from '../domain/logged-event.js';
import type { CatchUpSchedule } from './catch-up-schedule.js';
import type { LogRange } from './event-log.js';
import type { PageCache } from './page-cache.js';
import type { EventBatch } from './subscriber.js';

/** Purpose of a read: the live feed, or catch-up, which has its own database connections. */
export type ReadUse = 'live' | 'catch-up';

/** One tenant's log, and the hooks of its feed. */
export interface FeedSource<Batch extends EventBatch> {
  readAfter(position: number, limit: number, use: ReadUse): Promise<LoggedEvent[]>;
  readRange(): Promise<LogRange>;
  makeBatch(events: readonly LoggedEvent[], use: ReadUse): Batch;
  /** Renews the epoch after the log went back without a change of epoch. @returns the new epoch */
  renewEpoch(epoch: string): Promise<string>;
  log(message: string): void;
  /** Called with the number of results that subscribers accepted. */
  delivered(count: number): void;
  /** Called when a subscriber starts catching up from the log. */
  catchUpStarted(): void;
}

/** Resources that the feeds of a process share. */
export interface SharedByFeeds {
  readonly schedule: CatchUpSchedule;
  readonly pages: PageCache;
}
