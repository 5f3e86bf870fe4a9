/**
 * A bounded number of catch-ups at once for the whole process, tenants in rotation: a tenant with thousands of
 * subscribers that resume gets one short step, then every other tenant that waits gets one.
 */

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
 * A step is followed by a rest of the same length: the event loop, the processor and the network belong to live
 * subscribers, webhooks and queries for half of the time. Measured with a herd of 1,000 over 2,000 events: see
 * docs/performance.md.
 */
const longestRestMs = 50;
const rest = (stepMs: number): Promise<void> =>
  new Promise(resolve => setTimeout(resolve, Math.min(stepMs, longestRestMs)));

/** The schedule of a process. */
export class CatchUpSchedule {
  readonly #waiting = new Set<CatchUpWork>();
  readonly #running = new Set<CatchUpWork>();

  constructor(readonly maxAtOnce: number = maxCatchUpsAtOnce) {}

  /** There is something to do for a tenant. Idempotent. */
  enqueue(work: CatchUpWork): void {
    // One that runs is looked at again when its step ends: a tenant has one step at a time.
    if (this.#running.has(work)) return;
    this.#waiting.add(work);
    this.#start();
  }

  #start(): void {
    for (const work of this.#waiting) {
      if (this.#running.size >= this.maxAtOnce) return;
      this.#waiting.delete(work);
      this.#running.add(work);
      void this.#run(work);
    }
  }

  async #run(work: CatchUpWork): Promise<void> {
    const startedAt = performance.now();
    await work.step();
    await rest(performance.now() - startedAt);
    this.#running.delete(work);
    if (work.isReady) this.#waiting.add(work);
    this.#start();
  }
}
