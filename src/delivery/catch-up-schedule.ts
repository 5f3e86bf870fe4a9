/**
 * Limits concurrent catch-ups in the process and rotates between tenants: a tenant with thousands of resuming
 * subscribers gets one short step, then every other waiting tenant gets one.
 */
import { setTimeout } from 'node:timers/promises';

/** Catch-up of one tenant. */
export interface CatchUpWork {
  /** True if there is work now. */
  readonly isReady: boolean;
  /** One bounded step; never throws. */
  step(): Promise<void>;
}

/** Equals the number of catch-up database connections. */
export const maxCatchUpsAtOnce = 2;

/**
 * While the process is busy, a catch-up rests as long as it has worked: half of the event loop, processor and network
 * time stays for live subscribers, webhooks and queries. Measured with a herd of 1,000 over 2,000 events: see
 * docs/performance.md. Short steps add up before a rest, so a subscriber that missed nothing waits for no timer.
 */
const workBeforeRestMs = 5;
const longestRestMs = 50;

/** Options of `CatchUpSchedule`. */
export interface CatchUpScheduleOptions {
  readonly maxAtOnce?: number;
  /** True if this process has other work than catching up. Never when absent. */
  readonly hasOtherWork?: () => boolean;
  /** Resolves after the given milliseconds. */
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

  /** Queues a tenant's catch-up. Idempotent. */
  enqueue(work: CatchUpWork): void {
    // A running one is checked again when its step ends: a tenant has one step at a time.
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
