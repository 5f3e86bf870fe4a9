/**
 * The live feed of one tenant in this process: it reads each new event once, runs one execution for each group of
 * identical subscriptions, and delivers the same results to every subscriber of the group. While a page is executed and
 * delivered, in time slices, the events that arrive become the next page, so more load means more results in one write.
 */
import type { LogPlace } from '../database/cursors.js';
import { CursorExpiredError, TrunklineError } from '../domain/errors.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import { CachedEvents } from './cached-events.js';
import { TenantCatchUp } from './catch-up.js';
import { CatchUpSchedule } from './catch-up-schedule.js';
import { canResume, type LogRange } from './event-log.js';
import type { FeedSource, SharedByFeeds } from './feed-source.js';
import { deliverToAll, executeAll, Groups, type Member } from './group.js';
import { PageCache } from './page-cache.js';
import { SharedRead } from './shared-read.js';
import type { EventBatch, SharedOperation, Sink } from './subscriber.js';

const pageEvents = 256;
/** Results of one page stay in memory until delivered: the more groups, the fewer events per page. */
const pageResults = 4_096;
const leastPageEvents = 8;
const retryDelayMs = 500;

/** One tenant's feed. */
export class TenantFeed<Batch extends EventBatch> {
  readonly #source: FeedSource<Batch>;
  readonly #range: SharedRead<LogRange>;
  readonly #groups = new Groups<Batch>();
  readonly #cachedEvents = new CachedEvents(pageEvents);
  readonly #catchUp: TenantCatchUp<Batch>;
  #position = 0;
  #epoch: string | null = null;
  /** Incremented when the log went back: work in progress belongs to another history. */
  #history = 0;
  #target = 0;
  #isPumping = false;
  #subscribing = 0;
  #started: Promise<void> | null = null;

  constructor(
    source: FeedSource<Batch>,
    shared: SharedByFeeds = { schedule: new CatchUpSchedule(), pages: new PageCache() },
  ) {
    this.#source = source;
    this.#range = new SharedRead(() => source.readRange());
    this.#catchUp = new TenantCatchUp(
      {
        position: () => this.#position,
        readAfter: (position, limit) => source.readAfter(position, limit, 'catch-up'),
        makeBatch: events => source.makeBatch(events, 'catch-up'),
        delivered: source.delivered,
        fail: (member, error) => this.#fail(member, error),
      },
      shared.schedule,
      shared.pages,
    );
  }

  /** True when the feed has no subscribers and none is being added. */
  get isIdle(): boolean {
    return this.#groups.size === 0 && this.#subscribing === 0;
  }

  /** Number of subscribers. */
  get size(): number {
    return this.#groups.memberCount;
  }

  /** Position up to which the feed has read, and its epoch; null before the first read of the log. */
  get place(): LogPlace | null {
    return this.#epoch === null ? null : { position: this.#position, epoch: this.#epoch };
  }

  /** Number of distinct executions per event. */
  get groupCount(): number {
    return this.#groups.size;
  }

  /** The log has reached this position; `events` are the ones that end there, if they arrived with the announcement. */
  ring(position: number, events: readonly LoggedEvent[] = []): void {
    this.#cachedEvents.add(events);
    if (position <= this.#target) return;
    this.#target = position;
    if (this.#started) void this.#pump();
  }

  /**
   * Adds a subscriber. Without `after` it receives events committed from now on.
   * @returns unsubscribe: nothing is delivered after it returns; idempotent
   * @throws CursorExpiredError when the events after it were deleted, or belong to another history of the log
   */
  async subscribe(
    operation: SharedOperation<Batch>,
    sink: Sink,
    after: LogPlace | null,
  ): Promise<() => void> {
    this.#subscribing += 1;
    try {
      const member = await this.#add(operation, sink, after);
      return () => this.#groups.remove(member);
    } finally {
      this.#subscribing -= 1;
    }
  }

  async #add(operation: SharedOperation<Batch>, sink: Sink, after: LogPlace | null): Promise<Member<Batch>> {
    await this.#start();
    let from = after?.position ?? null;
    let owesReset = false;
    let catchUpTo = 0;
    const isElsewhere = after !== null && (after.epoch !== this.#epoch || after.position !== this.#position);
    if (after !== null && (isElsewhere || operation.caughtUp)) {
      const range = await this.#range.get();
      catchUpTo = range.last;
      await this.look(range, after.epoch === range.epoch ? after.position : 0);
      if (!canResume(after, { ...range, epoch: this.#epoch ?? range.epoch })) {
        if (!operation.reset) throw new CursorExpiredError();
        from = range.last;
        owesReset = true;
      }
    }
    const member = this.#groups.add(operation, {
      sink,
      position: from ?? this.#position,
      isLive: from === null,
      hasLeft: false,
      owesReset,
      owesCaughtUp: operation.caughtUp !== undefined,
      catchUpTo,
      catchUpCount: 0,
    });
    if (!member.isLive) {
      this.#source.catchUpStarted();
      this.#catchUp.add(member);
    }
    return member;
  }

  #start(): Promise<void> {
    this.#started ??= this.#source.readRange().then(
      range => {
        this.#position = range.last;
        this.#epoch = range.epoch;
        this.#target = Math.max(this.#target, range.last);
      },
      error => {
        this.#started = null;
        throw error;
      },
    );
    return this.#started;
  }

  /**
   * Compares the feed with the current log. A log with another epoch, or one that ends before a position that it had
   * reached (`reached`), went back: positions mean other events now, and every subscriber must start again.
   * @throws UnavailableError
   */
  async look(found: Pick<LogRange, 'last' | 'epoch'>, reached: number): Promise<void> {
    if (this.#epoch === null) return;
    const isSame = found.epoch === this.#epoch;
    if (isSame && found.last >= reached) return;
    const epoch = isSame ? await this.#source.renewEpoch(found.epoch) : found.epoch;
    if (epoch !== this.#epoch) this.#startAgain(found.last, epoch);
  }

  #startAgain(position: number, epoch: string): void {
    this.#source.log('event feed: the log went back to an earlier state; subscribers start again');
    this.#history += 1;
    this.#epoch = epoch;
    this.#position = position;
    this.#target = position;
    this.#cachedEvents.clear();
    this.#catchUp.clear();
    for (const { operation, members } of this.#groups.list()) {
      for (const member of [...members]) {
        if (operation.reset) {
          Object.assign(member, { isLive: false, owesReset: true, position, catchUpTo: position });
          this.#catchUp.add(member);
        } else this.#fail(member, new CursorExpiredError());
      }
    }
  }

  async #pump(): Promise<void> {
    if (this.#isPumping) return;
    this.#isPumping = true;
    try {
      await this.#started;
      while (this.#position < this.#target && (await this.#deliverPage()));
    } catch (error) {
      this.#source.log(`event feed: ${error instanceof Error ? error.message : String(error)}; trying again`);
      setTimeout(() => void this.#pump(), retryDelayMs).unref();
    } finally {
      this.#isPumping = false;
    }
  }

  /** Reads and delivers one page. @returns false when there was no event. */
  async #deliverPage(): Promise<boolean> {
    const history = this.#history;
    const limit = Math.min(
      pageEvents,
      Math.max(leastPageEvents, Math.floor(pageResults / (this.#groups.size + 1))),
    );
    const cached = this.#cachedEvents.takeAfter(this.#position);
    const events = cached.length > 0 ? cached : await this.#source.readAfter(this.#position, limit, 'live');
    if (history !== this.#history) return true;
    const last = events.at(-1);
    if (!last) return false;
    const groups = this.#groups.list();
    const results = await executeAll(groups, this.#source.makeBatch(events, 'live'), events);
    if (history !== this.#history) return true;
    // A subscriber added from here on begins after this page; one added to a new group during its execution has no
    // result of it.
    this.#position = last.position;
    const executed = new Set(groups);
    for (const group of this.#groups.list()) {
      if (executed.has(group)) continue;
      for (const member of group.members) if (member.position < last.position) this.#fallBehind(member);
    }
    const deliveredCount = await deliverToAll(groups, results, last.position, {
      isCurrent: () => history === this.#history,
      onBehind: member => this.#fallBehind(member),
    });
    if (deliveredCount > 0) this.#source.delivered(deliveredCount);
    return true;
  }

  #fallBehind(member: Member<Batch>): void {
    if (!member.isLive || member.hasLeft) return;
    member.isLive = false;
    this.#source.catchUpStarted();
    this.#catchUp.add(member);
  }

  #fail(member: Member<Batch>, error: unknown): void {
    this.#groups.remove(member);
    member.sink.fail(
      error instanceof TrunklineError
        ? error
        : new TrunklineError('INTERNAL', 'The subscription cannot go on; subscribe again.'),
    );
    this.#source.log(`catch-up ended: ${error instanceof Error ? error.message : String(error)}`);
  }
}
