/**
 * A bounded number of catch-ups at once for the whole process, tenants in rotation: a tenant with thousands of
 * subscribers that resume gets one short step, then every other tenant that waits gets one.
 */
import { setTimeout } from 'node:timers/promises';

/** The catch-up of one tenant. */
export interface CatchUpWork {
  /** Whether there is something to do now. */
  readonly isReady: boolean;
  /** One bounded step; never throws. */
  step(): Promise<void>;
}

/** As many as the catch-up has database connections. */
export const maxCatchUpsAtOnce = 2;

/**
 * While this process is in use, a catch-up that has worked for a while rests for as long: the event loop, the
 * processor and the network belong to live subscribers, webhooks and queries for half of the time. Measured with a
 * herd of 1,000 over 2,000 events: see docs/performance.md. Short steps add up first, so a subscriber that missed
 * nothing waits for no timer.
 */
const workBeforeRestMs = 5;
const longestRestMs = 50;

/** What a schedule depends on. */
export interface CatchUpScheduleOptions {
  readonly maxAtOnce?: number;
  /** Whether this process has other things to do than catching up. It has none when absent. */
  readonly hasOtherWork?: () => boolean;
  /** Resolves after so many milliseconds. */
  readonly rest?: (ms: number) => Promise<unknown>;
}

/** The schedule of a process. */
export class CatchUpSchedule {
  readonly #waiting = new Set<CatchUpWork>();
  readonly #running = new Set<CatchUpWork>();
  readonly #maxAtOnce: number;
  readonly #hasOtherWork: () => boolean;
  readonly #rest: (ms: number) => Promise<unknown>;
  #workedMs = 0;

  constructor({
    maxAtOnce = maxCatchUpsAtOnce,
    hasOtherWork = () => false,
    rest = setTimeout,
  }: CatchUpScheduleOptions = {}) {
    this.#maxAtOnce = maxAtOnce;
    this.#hasOtherWork = hasOtherWork;
    this.#rest = rest;
  }

  /** There is something to do for a tenant. Idempotent. */
  enqueue(work: CatchUpWork): void {
    // One that runs is looked at again when its step ends: a tenant has one step at a time.
    if (this.#running.has(work)) return;
    this.#waiting.add(work);
    this.#start();
  }

  #start(): void {
    for (const work of this.#waiting) {
      if (this.#running.size >= this.#maxAtOnce) return;
      this.#waiting.delete(work);
      this.#running.add(work);
      void this.#run(work);
    }
  }

  async #run(work: CatchUpWork): Promise<void> {
    const startedAt = performance.now();
    await work.step();
    this.#workedMs += performance.now() - startedAt;
    if (this.#workedMs >= workBeforeRestMs) {
      const workedMs = this.#workedMs;
      this.#workedMs = 0;
      if (this.#hasOtherWork()) await this.#rest(Math.min(workedMs, longestRestMs));
    }
    this.#running.delete(work);
    if (work.isReady) this.#waiting.add(work);
    this.#start();
  }
}
