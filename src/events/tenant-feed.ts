/**
 * The live feed of one tenant in this process.
 *
 * It reads each new event once, runs one execution for each group of identical subscriptions, and hands the same
 * results to every subscriber of the group. Pages follow each other: while one is handed out, in turns, the events
 * that come meanwhile gather to the next, so the more there is to do, the more goes into one write.
 */
import {
  CursorExpiredError,
  CursorInvalidError,
  TrunklineError,
  UnavailableError,
} from '../domain/errors.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import type { LogRange } from './event-log.js';
import { EventsAtHand } from './events-at-hand.js';
import { executeFor, type Group, handPage, type Member } from './member.js';
import { type ReplayNotes, type ReplaySource, replay } from './replay.js';
import type { EventBatch, SharedOperation, SharedResult, Sink } from './subscriber.js';
import { Turn } from './turn.js';

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

const pageEvents = 256;
const retryDelayMs = 500;

/** One tenant's feed. */
export class TenantFeed<Batch extends EventBatch> {
  readonly #source: FeedSource<Batch>;
  readonly #replaySource: ReplaySource<Batch>;
  readonly #groups = new Map<string, Group<Batch>>();
  readonly #atHand = new EventsAtHand(pageEvents);
  #position = 0;
  #target = 0;
  #isPumping = false;
  #joining = 0;
  #started: Promise<void> | null = null;

  constructor(source: FeedSource<Batch>) {
    this.#source = source;
    this.#replaySource = { ...source, position: () => this.#position };
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

  /** The log has reached this position; `events` are those that end there, when they are at hand. */
  ring(position: number, events: readonly LoggedEvent[] = []): void {
    this.#atHand.add(events);
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
      group = { operation, members: new Set() };
      this.#groups.set(operation.key, group);
    }
    const position = from ?? this.#position;
    const member: Member<Batch> = { sink, group, position, isLive: from === null, hasLeft: false };
    group.members.add(member);
    const tellsWhenCaughtUp = operation.caughtUp !== undefined;
    if (!member.isLive) void this.#replay(member, { mustReset, tellsWhenCaughtUp });
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
    const atHand = this.#atHand.takeAfter(this.#position);
    const events = atHand.length > 0 ? atHand : await this.#source.readAfter(this.#position, pageEvents);
    const last = events.at(-1);
    if (!last) return false;
    const batch = this.#source.makeBatch(events);
    const groups = [...this.#groups.values()];
    const results = await Promise.all(groups.map(group => executeFor(group.operation, batch, false)));
    // Who takes a seat from here on begins behind this page; who did while it was executed, in a group that was not
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
    const turn = new Turn();
    let deliveredCount = 0;
    for (const [index, { members }] of groups.entries()) {
      const ofGroup = results[index] ?? [];
      for (const member of members) {
        if (!member.isLive) continue;
        deliveredCount += handPage(member, end, ofGroup);
        if (member.position < end) this.#fallBehind(member);
        if (turn.isOver()) await turn.next();
      }
    }
    if (deliveredCount > 0) this.#source.delivered(deliveredCount);
  }

  #fallBehind(member: Member<Batch>): void {
    if (!member.isLive || member.hasLeft) return;
    member.isLive = false;
    void this.#replay(member, { mustReset: false, tellsWhenCaughtUp: false });
  }

  async #replay(member: Member<Batch>, notes: ReplayNotes): Promise<void> {
    const source = this.#source;
    source.replayStarted();
    try {
      await replay(member, this.#replaySource, notes);
    } catch (error) {
      if (member.hasLeft) return;
      if (error instanceof UnavailableError) {
        setTimeout(() => void this.#replay(member, notes), retryDelayMs).unref();
        return;
      }
      this.#leave(member);
      member.sink.fail(
        error instanceof TrunklineError
          ? error
          : new TrunklineError('INTERNAL', 'The subscription cannot go on; subscribe again.'),
      );
      source.log(`replay ended: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
