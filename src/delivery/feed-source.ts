/** Sources and hooks of the feeds of a process. */
import type { LoggedEvent } from '../domain/logged-event.js';
import type { CatchUpSchedule } from './catch-up-schedule.js';
import type { LogRange } from './event-log.js';
import type { PageCache } from './page-cache.js';
import type { EventBatch } from './subscriber.js';

/** Purpose of a read: the live feed, or catch-up, which has its own database connections. */
export type ReadUse = 'live' | 'catch-up';

/** One tenant's log, and what is reported about its feed. */
export interface FeedSource<Batch extends EventBatch> {
  readAfter(position: number, limit: number, use: ReadUse): Promise<LoggedEvent[]>;
  readRange(): Promise<LogRange>;
  makeBatch(events: readonly LoggedEvent[], use: ReadUse): Batch;
  /** The log went back while its epoch stayed: gives it another one. @returns the epoch from now on */
  renewEpoch(epoch: string): Promise<string>;
  log(message: string): void;
  /** Called with how many results were given to subscribers. */
  delivered(count: number): void;
  /** Called when a subscriber starts catching up from the log. */
  catchUpStarted(): void;
}

/** Resources that the feeds of a process share. */
export interface SharedByFeeds {
  readonly schedule: CatchUpSchedule;
  readonly pages: PageCache;
}
