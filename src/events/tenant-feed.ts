/**
 * The live feed of one tenant in this process.
 *
 * It reads each new event once, runs one execution for each group of identical subscriptions, and hands the same
 * result to every subscriber of the group. A subscriber that joins with a cursor, or whose peer reads too slowly,
 * replays from its own position until it meets the feed; then it goes live in the same turn of the event loop, so
 * nothing falls between.
 */
import {
  CursorExpiredError,
  CursorInvalidError,
  TrunklineError,
  UnavailableError,
} from '../domain/errors.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import type { LogRange } from './event-log.js';
import { type EventBatch, type SharedOperation, SharedResult, type Sink } from './subscriber.js';

/** What a feed needs from outside. */
export interface FeedSource<Batch extends EventBatch> {
  readAfter(position: number, limit: number): Promise<LoggedEvent[]>;
  readRange(): Promise<LogRange>;
  makeBatch(events: readonly LoggedEvent[]): Batch;
  log(message: string): void;
  /** Hears how many results were handed to subscribers. */
  delivered(count: number): void;
  /** Hears that a subscriber began to read from the log. */
  replayStarted(): void;
}

/** A place in a feed. */
export interface Seat {
  /** Leaves at once; nothing is delivered after this returns. Idempotent. */
  leave(): void;
}

interface Member {
  readonly sink: Sink;
  readonly group: Group;
  /** Everything up to here was delivered or not wanted. */
  position: number;
  isLive: boolean;
  hasLeft: boolean;
}

interface Group {
  readonly operation: SharedOperation<never>;
  readonly members: Set<Member>;
}

const livePageEvents = 256;
const replayPageEvents = 500;
const retryDelayMs = 500;

/** One tenant's feed. */
export class TenantFeed<Batch extends EventBatch> {
  readonly #source: FeedSource<Batch>;
  readonly #groups = new Map<string, Group>();
  #position = 0;
  #target = 0;
  #isPumping = false;
  #joining = 0;
  #started: Promise<void> | null = null;

  constructor(source: FeedSource<Batch>) {
    this.#source = source;
  }

  /** True when nobody sits here or is about to. */
  get isIdle(): boolean {
    return this.#groups.size === 0 && this.#joining === 0;
  }

  /** How many subscribers sit here. */
  get size(): number {
    let size = 0;
    for (const group of this.#groups.values()) size += group.members.size;
    return size;
  }

  /** How many different executions an event costs here. */
  get groupCount(): number {
    return this.#groups.size;
  }

  /** The log has reached this position. */
  ring(position: number): void {
    if (position <= this.#target) return;
    this.#target = position;
    if (this.#started) void this.#pump();
  }

  /**
   * Seats a subscriber. Without `after` it gets what is committed from now on.
   * @throws CursorInvalidError when `after` lies ahead of the log, CursorExpiredError when the events after it are gone.
   */
  async join(operation: SharedOperation<Batch>, sink: Sink, after: number | null): Promise<Seat> {
    this.#joining += 1;
    try {
      return await this.#seat(operation, sink, after);
    } finally {
      this.#joining -= 1;
    }
  }

  async #seat(operation: SharedOperation<Batch>, sink: Sink, after: number | null): Promise<Seat> {
    await this.#start();
    let from = after;
    let mustReset = false;
    if (after !== null && after !== this.#position) {
      const range = await this.#source.readRange();
      if (after > range.last) throw new CursorInvalidError();
      if (after < range.droppedThrough) {
        if (!operation.reset) throw new CursorExpiredError();
        from = range.last;
        mustReset = true;
      }
    }
    let group = this.#groups.get(operation.key);
    if (!group) {
      group = { operation: operation as SharedOperation<never>, members: new Set() };
      this.#groups.set(operation.key, group);
    }
    const member: Member = {
      sink,
      group,
      position: from ?? this.#position,
      isLive: from === null,
      hasLeft: false,
    };
    group.members.add(member);
    if (from !== null) void this.#replay(member, mustReset, operation.caughtUp !== undefined);
    return { leave: () => this.#leave(member) };
  }

  #start(): Promise<void> {
    this.#started ??= this.#source.readRange().then(
      range => {
        this.#position = range.last;
        this.#target = Math.max(this.#target, range.last);
      },
      error => {
        this.#started = null;
        throw error;
      },
    );
    return this.#started;
  }

  #leave(member: Member): void {
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
    const start = this.#position;
    const events = await this.#source.readAfter(start, livePageEvents);
    const last = events.at(-1);
    if (!last) return false;
    const batch = this.#source.makeBatch(events);
    const groups = [...this.#groups.values()];
    const results = await Promise.all(groups.map(group => this.#execute(group, batch, events, false)));
    // From here to the end nothing waits: positions and deliveries move together.
    this.#position = last.position;
    let deliveredCount = 0;
    groups.forEach((group, index) => {
      for (const member of group.members) {
        if (member.isLive) deliveredCount += this.#hand(member, start, last.position, results[index] ?? []);
      }
    });
    if (deliveredCount > 0) this.#source.delivered(deliveredCount);
    for (const group of this.#groups.values()) {
      for (const member of group.members) {
        if (member.isLive && member.position < last.position) this.#fallBehind(member);
      }
    }
    return true;
  }

  async #execute(
    group: Group,
    batch: Batch,
    events: readonly LoggedEvent[],
    isReplay: boolean,
  ): Promise<SharedResult[]> {
    const { operation } = group;
    const wanted = events.filter(event => operation.kinds.has(event.kind));
    const results = await Promise.all(wanted.map(event => operation.run(batch as never, event, isReplay)));
    return results.flatMap((result, index) =>
      result === null ? [] : [new SharedResult((wanted[index] as LoggedEvent).position, result)],
    );
  }

  /** Gives one live member the results of the page that began after `start`. @returns how many. */
  #hand(member: Member, start: number, end: number, results: readonly SharedResult[]): number {
    if (member.position < start) {
      this.#fallBehind(member);
      return 0;
    }
    let count = 0;
    for (const result of results) {
      if (member.hasLeft) return count;
      if (result.position <= member.position) continue;
      if (member.sink.isCongested()) {
        this.#fallBehind(member);
        return count;
      }
      member.sink.deliver(result);
      member.position = result.position;
      count += 1;
    }
    member.position = Math.max(member.position, end);
    return count;
  }

  #fallBehind(member: Member): void {
    if (!member.isLive || member.hasLeft) return;
    member.isLive = false;
    void this.#replay(member, false, false);
  }

  async #replay(member: Member, mustReset: boolean, tellsWhenCaughtUp: boolean): Promise<void> {
    const operation = member.group.operation as unknown as SharedOperation<Batch>;
    let replayedCount = 0;
    this.#source.replayStarted();
    try {
      if (mustReset && operation.reset) {
        this.#deliverControl(member, await operation.reset(member.position));
      }
      while (!member.hasLeft) {
        if (member.sink.isCongested()) await member.sink.drained();
        const reached = this.#position;
        const events = await this.#source.readAfter(member.position, replayPageEvents);
        // Retention may overtake a replay.
        const next = events[0]?.position ?? reached + 1;
        if (next > member.position + 1) throw new CursorExpiredError();
        if (events.length > 0) {
          const results = await this.#execute(member.group, this.#source.makeBatch(events), events, true);
          for (const result of results) {
            if (member.sink.isCongested()) await member.sink.drained();
            if (member.hasLeft) return;
            member.sink.deliver(result);
            member.position = result.position;
            replayedCount += 1;
          }
          this.#source.delivered(results.length);
          member.position = (events.at(-1) as LoggedEvent).position;
        }
        if (member.position >= this.#position && events.length < replayPageEvents) {
          if (tellsWhenCaughtUp && operation.caughtUp) {
            const item = await operation.caughtUp(member.position, replayedCount);
            this.#deliverControl(member, item);
            tellsWhenCaughtUp = false;
            continue;
          }
          member.isLive = true;
          return;
        }
      }
    } catch (error) {
      if (member.hasLeft) return;
      if (error instanceof UnavailableError) {
        setTimeout(() => void this.#replay(member, false, tellsWhenCaughtUp), retryDelayMs).unref();
        return;
      }
      this.#leave(member);
      member.sink.fail(
        error instanceof TrunklineError
          ? error
          : new TrunklineError('INTERNAL', 'The subscription cannot go on; subscribe again.'),
      );
      this.#source.log(`replay ended: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #deliverControl(member: Member, result: SharedResult['result']): void {
    if (!member.hasLeft) member.sink.deliver(new SharedResult(member.position, result));
  }
}
