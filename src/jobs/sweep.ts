/** Sweeps: periodic tasks that repair what a crash left incomplete. */

/** One sweep. It may run in several processes at once, and must be idempotent. */
export interface Sweep {
  readonly name: string;
  readonly everyMs: number;
  /** @param stopping aborts when the process ends; waits inside must observe it. */
  run(stopping: AbortSignal): Promise<void>;
}

/** Running sweeps. */
export interface RunningSweeps {
  /** Clears the timers and waits for running sweeps. */
  stop(): Promise<void>;
}

/** Runs each sweep now and then periodically; a failure is logged, and the sweep runs again at its next time. */
export function startSweeps(sweeps: readonly Sweep[], log: (message: string) => void): RunningSweeps {
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();

  const turn = (sweep: Sweep): void => {
    const work = sweep
      .run(stopping.signal)
      .catch((error: unknown) =>
        log(`${sweep.name}: ${error instanceof Error ? error.message : String(error)}`),
      )
      .finally(() => {
        running.delete(work);
        if (stopping.signal.aborted) return;
        const timer = setTimeout(() => {
          timers.delete(timer);
          turn(sweep);
        }, sweep.everyMs);
        timers.add(timer);
      });
    running.add(work);
  };

  for (const sweep of sweeps) turn(sweep);
  return {
    stop: async () => {
      stopping.abort();
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
