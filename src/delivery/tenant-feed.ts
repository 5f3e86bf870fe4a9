/**
 * The live feed of one tenant in this process.
 *
 * It reads each new event once, runs one execution for each group of identical subscriptions, and gives the same
 * results to every subscriber of the group. Pages follow each other: while one is executed and delivered, in time
 * slices, the events that come meanwhile gather to the next, so the more there is to do, the more goes into one write.
 */
import type { LogPlace } from '../database/cursors.js';
import { CursorExpiredError, TrunklineError } from '../domain/errors.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import { CachedEvents } from './cached-events.js';
import { TenantCatchUp } from './catch-up.js';
import { CatchUpSchedule } from './catch-up-schedule.js';
import { canResume, type LogRange } from './event-log.js';
import { executeFor, type Group, handPage, type Member } from './member.js';
import { PageCache } from './page-cache.js';
import {
  type EventBatch,
  type SharedOperation,
  type SharedResult,
  type Sink,
  unreadLimits,
} from './subscriber.js';
import { TimeSlice } from './time-slice.js';

/** Who reads: the live feed, or subscribers that catch up, which have database connections of their own. */
export type ReadUse = 'live' | 'catch-up';

/** What a feed needs from outside. */
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
  replayStarted(): void;
}

/** What the feeds of a process share. */
export interface SharedByFeeds {
  readonly schedule: CatchUpSchedule;
  readonly pages: PageCache;
}

/** A place in a feed. */
export interface Seat {
  /** Leaves at once; nothing is delivered after this returns. Idempotent. */
  leave(): void;
}

/** The read of the range under way, and the one that follows it. */
interface RangeReads {
  readonly current: Promise<LogRange>;
  next: Promise<LogRange> | null;
}

const pageEvents = 256;
/** Results of one page are in memory until they are delivered: the more groups, the fewer events. */
const pageResults = 4_096;
const leastPageEvents = 8;
const retryDelayMs = 500;

/** One tenant's feed. */
export class TenantFeed<Batch extends EventBatch> {
  readonly #source: FeedSource<Batch>;
  readonly #groups = new Map<string, Group<Batch>>();
  readonly #atHand = new CachedEvents(pageEvents);
  readonly #catchUp: TenantCatchUp<Batch>;
  #position = 0;
  #epoch: string | null = null;
  /** Grows when the log went back: what is under way is of another history. */
  #history = 0;
  #target = 0;
  #isPumping = false;
  #joining = 0;
  #started: Promise<void> | null = null;
  #rangeReads: RangeReads | null = null;

  constructor(
    source: FeedSource<Batch>,
    shared: SharedByFeeds = { schedule: new CatchUpSchedule(), pages: new PageCache() },
  ) {
    this.#source = source;
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

  /** True when the feed has no subscribers and none is joining. */
  get isIdle(): boolean {
    return this.#groups.size === 0 && this.#joining === 0;
  }

  /** How many subscribers the feed has. */
  get size(): number {
    let size = 0;
    for (const group of this.#groups.values()) size += group.members.size;
    return size;
  }

  /** Up to where the feed has read, and in which history of the log; null before it has looked at the log. */
  get place(): LogPlace | null {
    return this.#epoch === null ? null : { position: this.#position, epoch: this.#epoch };
  }

  /** How many different executions an event costs here. */
  get groupCount(): number {
    return this.#groups.size;
  }

  /** The log has reached this position; `events` are those that end there, when they came with the announcement. */
  ring(position: number, events: readonly LoggedEvent[] = []): void {
    this.#atHand.add(events);
    if (position <= this.#target) return;
    this.#target = position;
    if (this.#started) void this.#pump();
  }

  /**
   * Adds a subscriber. Without `after` it receives events committed from now on.
   * @throws CursorExpiredError when the events after it are gone, or are of another history of the log
   */
  async join(operation: SharedOperation<Batch>, sink: Sink, after: LogPlace | null): Promise<Seat> {
    this.#joining += 1;
    try {
      return await this.#seat(operation, sink, after);
    } finally {
      this.#joining -= 1;
    }
  }

  async #seat(operation: SharedOperation<Batch>, sink: Sink, after: LogPlace | null): Promise<Seat> {
    await this.#start();
    let from = after?.position ?? null;
    let owesReset = false;
    let catchUpTo = 0;
    const isElsewhere = after !== null && (after.epoch !== this.#epoch || after.position !== this.#position);
    if (after !== null && (isElsewhere || operation.caughtUp)) {
      const range = await this.#readRange();
      catchUpTo = range.last;
      await this.look(range, after.epoch === range.epoch ? after.position : 0);
      if (!canResume(after, { ...range, epoch: this.#epoch ?? range.epoch })) {
        if (!operation.reset) throw new CursorExpiredError();
        from = range.last;
        owesReset = true;
      }
    }
    let group = this.#groups.get(operation.key);
    if (!group) {
      operation.prepare?.();
      group = { operation, members: new Set() };
      this.#groups.set(operation.key, group);
    }
    const member: Member<Batch> = {
      sink,
      group,
      position: from ?? this.#position,
      isLive: from === null,
      hasLeft: false,
      owesReset,
      owesCaughtUp: operation.caughtUp !== undefined,
      catchUpTo,
      replayedCount: 0,
    };
    group.members.add(member);
    if (!member.isLive) {
      this.#source.replayStarted();
      this.#catchUp.add(member);
    }
    return { leave: () => this.#leave(member) };
  }

  /** The range as it is now. Callers that come while it is being read share the next read, however many they are. */
  #readRange(): Promise<LogRange> {
    const reads = this.#rangeReads;
    if (!reads) {
      const current = this.#source.readRange();
      const started: RangeReads = { current, next: null };
      this.#rangeReads = started;
      const settle = (): void => {
        if (this.#rangeReads === started && !started.next) this.#rangeReads = null;
      };
      current.then(settle, settle);
      return current;
    }
    if (!reads.next) {
      const read = (): Promise<LogRange> => {
        this.#rangeReads = null;
        return this.#readRange();
      };
      reads.next = reads.current.then(read, read);
    }
    return reads.next;
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
   * Compares the feed with the log as it was found. A log of another epoch, or one that ends before a position that it
   * had reached (`reached`), went back: positions mean other events now, and every subscriber has to start again.
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
    this.#atHand.clear();
    this.#catchUp.forget();
    for (const { operation, members } of [...this.#groups.values()]) {
      for (const member of [...members]) {
        if (!operation.reset) {
          this.#fail(member, new CursorExpiredError());
          continue;
        }
        Object.assign(member, { isLive: false, owesReset: true, position, catchUpTo: position });
        this.#catchUp.add(member);
      }
    }
  }

  #leave(member: Member<Batch>): void {
    const { group } = member;
    member.hasLeft = true;
    // A group that went empty is not ours to remove again: its key may belong to a new one by now.
    if (group.members.delete(member) && group.members.size === 0) this.#groups.delete(group.operation.key);
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

  /** Reads and delivers one page. @returns false when there was nothing. */
  async #deliverPage(): Promise<boolean> {
    const history = this.#history;
    const limit = Math.min(
      pageEvents,
      Math.max(leastPageEvents, Math.floor(pageResults / (this.#groups.size + 1))),
    );
    const atHand = this.#atHand.takeAfter(this.#position);
    const events = atHand.length > 0 ? atHand : await this.#source.readAfter(this.#position, limit, 'live');
    if (history !== this.#history) return true;
    const last = events.at(-1);
    if (!last) return false;
    const batch = this.#source.makeBatch(events, 'live');
    const groups = [...this.#groups.values()];
    const turn = new TimeSlice();
    const executions: Promise<SharedResult[]>[] = [];
    for (const { operation } of groups) {
      const execution = executeFor(operation, batch, events, false, turn);
      // A failure is seen below; until then it must not count as unhandled.
      execution.catch(() => {});
      executions.push(execution);
      if (turn.hasStarted()) await turn.next();
    }
    const results = await Promise.all(executions);
    if (history !== this.#history) return true;
    // Who joins from here on begins behind this page; who joined while it was executed, in a group that was not
    // there, has no result of it.
    this.#position = last.position;
    const executed = new Set(groups);
    for (const group of this.#groups.values()) {
      if (executed.has(group)) continue;
      for (const member of group.members) if (member.position < last.position) this.#fallBehind(member);
    }
    await this.#handOut(groups, results, last.position);
    return true;
  }

  async #handOut(
    groups: readonly Group<Batch>[],
    results: readonly (readonly SharedResult[])[],
    end: number,
  ): Promise<void> {
    const turn = new TimeSlice();
    const history = this.#history;
    let deliveredCount = 0;
    for (const [index, { members }] of groups.entries()) {
      const ofGroup = results[index] ?? [];
      for (const member of members) {
        if (history !== this.#history) return;
        if (!member.isLive) continue;
        deliveredCount += handPage(member, end, ofGroup, unreadLimits.live);
        if (member.position < end) this.#fallBehind(member);
        if (turn.isOver()) await turn.next();
      }
    }
    if (deliveredCount > 0) this.#source.delivered(deliveredCount);
  }

  #fallBehind(member: Member<Batch>): void {
    if (!member.isLive || member.hasLeft) return;
    member.isLive = false;
    this.#source.replayStarted();
    this.#catchUp.add(member);
  }

  #fail(member: Member<Batch>, error: unknown): void {
    this.#leave(member);
    member.sink.fail(
      error instanceof TrunklineError
        ? error
        : new TrunklineError('INTERNAL', 'The subscription cannot go on; subscribe again.'),
    );
    this.#source.log(`catch-up ended: ${error instanceof Error ? error.message : String(error)}`);
  }
}
