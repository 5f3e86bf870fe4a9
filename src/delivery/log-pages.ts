/** Pages of the log that were read for catch-up, cached for a short time for groups at near positions. */
import type { LoggedEvent } from '../domain/logged-event.js';
import { EventWithRows } from './event-with-rows.js';
import { catchUpPageBytes } from './page-cache.js';
import type { EventBatch } from './subscriber.js';

/** Events in (`from`, `to`] that were read together. */
export interface LogPage<Batch extends EventBatch> {
  readonly from: number;
  readonly to: number;
  readonly batch: Batch;
  readonly readAt: number;
}

/** Parsing more rows at once would block the event loop. */
const eventLimits = { first: 32, least: 8, most: 64 } as const;
const maxPages = 8;
const maxAgeMs = 2_000;

/** Reads events and creates the batch that executions over them share. */
export interface LogPagesSource<Batch extends EventBatch> {
  readAfter(position: number, limit: number): Promise<LoggedEvent[]>;
  makeBatch(events: readonly LoggedEvent[]): Batch;
}

/** The pages of one tenant. */
export class LogPages<Batch extends EventBatch> {
  readonly #source: LogPagesSource<Batch>;
  #pages: readonly LogPage<Batch>[] = [];
  #eventLimit: number = eventLimits.first;
  /** Changes when the log went back: a read in progress belongs to another history and is not cached. */
  #history = {};

  constructor(source: LogPagesSource<Batch>) {
    this.#source = source;
  }

  /** Drops all pages: they belong to a history that the log no longer has. */
  clear(): void {
    this.#history = {};
    this.#pages = [];
  }

  /** The page with the events after a position; if not cached, it is read, up to `until`. */
  async after(position: number, until: number): Promise<LogPage<Batch>> {
    const oldest = performance.now() - maxAgeMs;
    this.#pages = this.#pages.filter(({ readAt }) => readAt >= oldest);
    const known = this.#pages.find(({ from, to }) => from <= position && position < to);
    if (known) return known;
    const limit = Math.min(this.#eventLimit, until - position);
    const history = this.#history;
    const events = await this.#source.readAfter(position, limit);
    const page = {
      from: position,
      to: events.at(-1)?.position ?? position,
      batch: this.#source.makeBatch(events),
      readAt: performance.now(),
    };
    this.#adaptLimit(events, limit);
    if (history === this.#history) this.#pages = [...this.#pages, page].slice(-maxPages);
    return page;
  }

  /** Adapts the number of events per read so that their rows are about one page of results. */
  #adaptLimit(events: readonly LoggedEvent[], limit: number): void {
    let bytes = 0;
    for (const event of events) if (event instanceof EventWithRows) bytes += event.textBytes;
    if (bytes > catchUpPageBytes) this.#eventLimit = Math.floor((events.length * catchUpPageBytes) / bytes);
    else if (limit === this.#eventLimit) this.#eventLimit *= 2;
    this.#eventLimit = Math.min(eventLimits.most, Math.max(eventLimits.least, this.#eventLimit));
  }
}
