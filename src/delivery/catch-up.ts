/**
 * Catch-up: brings the subscribers of one tenant that are behind back to the live feed. They resumed from a cursor, or
 * their peer did not keep up.
 *
 * A waiting subscriber costs only its cursor. A step reads one page of the log, executes it for one group, and delivers
 * it to every member of the group whose position lies in it and whose peer reads. Results are computed only for peers
 * that read: a member with too much unread is not in the queue until it reads again.
 */
import { CursorExpiredError, UnavailableError } from '../domain/errors.js';
import type { CatchUpSchedule, CatchUpWork } from './catch-up-schedule.js';
import { deliverPage, execute, type Group, type Member } from './group.js';
import { LogPages, type LogPagesSource } from './log-pages.js';
import { catchUpPageBytes, type PageCache, type ResultPage } from './page-cache.js';
import { type EventBatch, SharedResult, unreadLimits } from './subscriber.js';
import { TimeSlice } from './time-slice.js';

/** The feed that the members rejoin, as the catch-up uses it. */
export interface CatchUpSource<Batch extends EventBatch> extends LogPagesSource<Batch> {
  /** Current position of the feed. */
  position(): number;
  delivered(count: number): void;
  /** Ends a member with an error that no retry can fix. */
  fail(member: Member<Batch>, error: unknown): void;
}

/** The first executions of a page give an estimate of its result size. */
const firstExecutions = 4;
/** Maximum duration of a step, so that other tenants get theirs; the remaining members are first in the next step. */
const stepMs = 20;
const retryDelayMs = 500;

/** The catch-up of one tenant. */
export class TenantCatchUp<Batch extends EventBatch> implements CatchUpWork {
  readonly #source: CatchUpSource<Batch>;
  readonly #schedule: CatchUpSchedule;
  readonly #pages: PageCache;
  /** Members whose peers read, in order of waiting time, longest first. */
  readonly #ready = new Set<Member<Batch>>();
  readonly #log: LogPages<Batch>;
  #picksLowest = false;
  #isPaused = false;
  /** Incremented when the log went back: work in progress belongs to another history. */
  #history = 0;

  constructor(source: CatchUpSource<Batch>, schedule: CatchUpSchedule, pages: PageCache) {
    this.#source = source;
    this.#log = new LogPages(source);
    this.#schedule = schedule;
    this.#pages = pages;
  }

  get isReady(): boolean {
    return this.#ready.size > 0 && !this.#isPaused;
  }

  /** Adds a member that is behind; it leaves when live or ended. */
  add(member: Member<Batch>): void {
    if (member.hasLeft) return;
    if (member.sink.isCongested(unreadLimits.catchUp)) {
      void member.sink.drained().then(() => this.add(member));
      return;
    }
    this.#ready.add(member);
    if (!this.#isPaused) this.#schedule.enqueue(this);
  }

  /** Drops pages and results: they belong to a history that the log no longer has. */
  clear(): void {
    this.#history += 1;
    this.#log.clear();
    this.#pages.clear();
  }

  async step(): Promise<void> {
    const member = this.#pick();
    if (!member) return;
    const history = this.#history;
    try {
      await this.#serve(member);
    } catch (error) {
      if (member.hasLeft) this.#ready.delete(member);
      else if (error instanceof UnavailableError) this.#pause();
      else if (history !== this.#history) return;
      else if (error instanceof CursorExpiredError && member.group.operation.reset) {
        member.owesReset = true;
        member.position = this.#source.position();
      } else {
        this.#ready.delete(member);
        this.#source.fail(member, error);
      }
    }
  }

  /**
   * Alternates between the member that waited longest (no starvation) and the one that is farthest behind (members move
   * along the log together, and one page serves many of them).
   */
  #pick(): Member<Batch> | undefined {
    this.#picksLowest = !this.#picksLowest;
    let picked: Member<Batch> | undefined;
    for (const member of this.#ready) {
      if (member.hasLeft) this.#ready.delete(member);
      else if (!picked) picked = member;
      else if (!this.#picksLowest) break;
      else if (member.position < picked.position) picked = member;
    }
    return picked;
  }

  async #serve(member: Member<Batch>): Promise<void> {
    const { operation } = member.group;
    if (member.sink.isCongested(unreadLimits.catchUp)) return this.#addAgain(member);
    if (member.owesReset && operation.reset) {
      if (!this.#deliverItem(member, await operation.reset(member.position))) return this.#addAgain(member);
      member.owesReset = false;
    }
    if (this.#hasArrived(member)) return this.#conclude(member);
    const history = this.#history;
    const page =
      this.#pages.find(operation.key, member.position) ??
      (await this.#makePage(member.group, member.position));
    if (history !== this.#history) return;
    if (page) await this.#deliver(member, page);
    else await this.#conclude(member);
  }

  /** Puts the member last in the queue, or outside of it until the peer reads. */
  #addAgain(member: Member<Batch>): void {
    this.#ready.delete(member);
    this.add(member);
  }

  /** @returns false when the peer has too much unread */
  #deliverItem(member: Member<Batch>, item: SharedResult['result']): boolean {
    return (
      member.hasLeft ||
      member.sink.deliver([new SharedResult(member.position, item)], unreadLimits.catchUp) === 1
    );
  }

  /** True if it has reached the feed and all events committed before it joined. */
  #hasArrived({ position, catchUpTo }: Member<Batch>): boolean {
    return position >= Math.max(this.#source.position(), catchUpTo);
  }

  /** The member has everything: it becomes live without an await after it reached the feed, so no event is missed. */
  async #conclude(member: Member<Batch>): Promise<void> {
    const { operation } = member.group;
    if (member.owesCaughtUp && operation.caughtUp && this.#hasArrived(member)) {
      const item = await operation.caughtUp(member.position, member.catchUpCount);
      if (this.#deliverItem(member, item)) member.owesCaughtUp = false;
    }
    if (member.owesCaughtUp || !this.#hasArrived(member)) return this.#addAgain(member);
    this.#ready.delete(member);
    member.isLive = true;
  }

  async #deliver(first: Member<Batch>, page: ResultPage): Promise<void> {
    const slice = new TimeSlice();
    const endMs = performance.now() + stepMs;
    const history = this.#history;
    let deliveredCount = 0;
    for (const member of [first, ...first.group.members]) {
      if (history !== this.#history) break;
      if (!this.#ready.has(member) || member.hasLeft) continue;
      if (member.position < page.from || member.position >= page.to || member.owesReset) continue;
      const taken = deliverPage(member, page.to, page.results, unreadLimits.catchUp);
      member.catchUpCount += taken;
      deliveredCount += taken;
      if (this.#hasArrived(member)) await this.#conclude(member);
      else this.#addAgain(member);
      if (slice.isOver(1 + taken)) {
        if (performance.now() > endMs) break;
        await slice.next();
      }
    }
    if (deliveredCount > 0) this.#source.delivered(deliveredCount);
  }

  /** @returns null when the log ends at the position. @throws CursorExpiredError when retention has passed it */
  async #makePage(group: Group<Batch>, position: number): Promise<ResultPage | null> {
    const reached = this.#source.position();
    const history = this.#history;
    // Executed events are not executed again: the page ends where a cached one begins.
    const until = this.#pages.nextFrom(group.operation.key, position);
    const { batch } = await this.#log.after(position, until);
    const events = batch.events.filter(event => event.position > position && event.position <= until);
    const next = events[0]?.position ?? reached + 1;
    if (next > position + 1) throw new CursorExpiredError();
    if (events.length === 0) return null;
    const slice = new TimeSlice();
    const results: SharedResult[] = [];
    let bytes = 0;
    let executed = 0;
    for (let count = firstExecutions; executed < events.length && bytes < catchUpPageBytes; ) {
      const made = await execute(
        group.operation,
        batch,
        events.slice(executed, executed + count),
        true,
        slice,
      );
      executed = Math.min(events.length, executed + count);
      for (const { json } of made) bytes += json.length;
      results.push(...made);
      count = Math.max(1, Math.floor(((catchUpPageBytes - bytes) * executed) / Math.max(bytes, 1)));
    }
    const page = { from: position, to: events[executed - 1]?.position ?? position, results, bytes };
    if (history === this.#history) this.#pages.add(group.operation.key, page);
    return page;
  }

  #pause(): void {
    this.#isPaused = true;
    setTimeout(() => {
      this.#isPaused = false;
      if (this.isReady) this.#schedule.enqueue(this);
    }, retryDelayMs).unref();
  }
}
