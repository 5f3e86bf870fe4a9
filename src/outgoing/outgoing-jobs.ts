/**
 * Delivers to all endpoints. Every process looks after all of them; an advisory lock admits one process at a time to
 * each. The doorbell starts a delivery at once, the sweep finds what was missed: a lost ring, a retry that is due, an
 * endpoint whose process died.
 *
 * Deliveries do not occupy the job worker: receivers that hang must not delay messages to customers.
 */
import { setTimeout as delay } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { Doorbell } from '../delivery/doorbell.js';
import type { SessionLocks } from '../jobs/session-locks.js';
import type { JobPart } from '../jobs/start-jobs.js';
import type { DeliveryOptions } from './attempt.js';
import { dropOldDeliveries } from './delivery-rows.js';
import { listEnabled } from './endpoint-rows.js';
import { runEndpoint } from './run-endpoint.js';
import type { WakeUp } from './wake-up.js';

/** Options of `createOutgoingJobs`. */
export interface OutgoingJobsOptions extends DeliveryOptions {
  readonly locks: Pick<SessionLocks, 'tryTake' | 'release'>;
  readonly doorbell: Pick<Doorbell, 'onRing'>;
  readonly wakeUp: WakeUp;
  /** Interval of the safety net. */
  readonly sweepMs?: number;
}

/** First half of the advisory lock's key. */
const endpointUse = 721_530_205;
/** Endpoints that are served at the same time. */
const maxRuns = 64;
const defaultSweepMs = 5_000;
const retentionMs = 3_600_000;
/** A later time is left to the sweep. */
const longestTimerMs = 60_000;

/** Pause after a run that found nothing to do: rings of a busy company must not become a query each. */
const restMs = 250;
/** Pause after a run that failed, such as for a secret that cannot be decrypted. */
const failureRestMs = 5_000;

interface Run {
  /** True if there may be new work since the run looked for it last. */
  isWoken: boolean;
  onWoken: () => void;
}

interface Timer {
  readonly atMs: number;
  readonly timer: NodeJS.Timeout;
}

/** The part of the worker that delivers; its sweep runs until the worker stops. */
export function createOutgoingJobs(options: OutgoingJobsOptions): JobPart {
  return {
    sweeps: [
      { name: 'outgoing webhooks', everyMs: 1_000, run: stopping => deliverUntil(options, stopping) },
      {
        name: 'retention of outgoing webhooks',
        everyMs: retentionMs,
        run: async () => void (await dropOldDeliveries(options.database)),
      },
    ],
  };
}

async function deliverUntil(options: OutgoingJobsOptions, stopping: AbortSignal): Promise<void> {
  const { database, doorbell, locks, log, wakeUp, sweepMs = defaultSweepMs } = options;
  const queue = new PQueue({ concurrency: maxRuns });
  const runs = new Map<string, Run>();
  const timers = new Map<string, Timer>();
  const resting = new Map<string, number>();
  let followed = new Map<string, readonly string[]>();

  const runOnce = async (id: string, run: Run): Promise<void> => {
    const lock = { use: endpointUse, of: id };
    if (!(await locks.tryTake(lock))) return rest(id);
    const untilWoken = (): Promise<void> => {
      run.isWoken = false;
      return new Promise(resolve => {
        run.onWoken = resolve;
      });
    };
    try {
      const { nextAt, hasWorked } = await runEndpoint(options, id, { stopping, untilWoken });
      if (!hasWorked) rest(id);
      if (nextAt !== null) wakeAt(id, nextAt);
    } finally {
      await locks.release(lock);
    }
  };

  const wake = (id: string): void => {
    if (stopping.aborted) return;
    const known = runs.get(id);
    if (known) {
      known.isWoken = true;
      known.onWoken();
      return;
    }
    const restsUntil = resting.get(id) ?? 0;
    if (restsUntil > Date.now()) {
      wakeAt(id, new Date(restsUntil));
      return;
    }
    resting.delete(id);
    const run: Run = { isWoken: false, onWoken: () => {} };
    runs.set(id, run);
    void queue
      .add(() => runOnce(id, run))
      .catch((error: unknown) => {
        rest(id, failureRestMs);
        log('outgoing webhooks failed', { endpointId: id, error: String(error) });
      })
      .finally(() => {
        runs.delete(id);
        if (run.isWoken) wake(id);
      });
  };

  const rest = (id: string, pauseMs = restMs): void => {
    resting.set(id, Date.now() + pauseMs);
  };

  /** Wakes at the earliest of the asked times. */
  const wakeAt = (id: string, at: Date): void => {
    const atMs = at.getTime();
    const known = timers.get(id);
    if (atMs - Date.now() > longestTimerMs || stopping.aborted || (known && known.atMs <= atMs)) return;
    clearTimeout(known?.timer);
    const ring = (): void => {
      timers.delete(id);
      wake(id);
    };
    timers.set(id, { atMs, timer: setTimeout(ring, Math.max(atMs - Date.now(), 0)) });
  };

  const refresh = async (): Promise<void> => {
    const enabled = await listEnabled(database);
    const byTenant = Map.groupBy(enabled, ({ tenantId }) => tenantId);
    for (const [id, untilMs] of resting) if (untilMs <= Date.now()) resting.delete(id);
    followed = new Map([...byTenant].map(([tenantId, list]) => [tenantId, list.map(({ id }) => id)]));
    for (const { id, hasWork } of enabled) if (hasWork) wake(id);
  };

  const unsubscribe = doorbell.onRing(({ tenantId }) => {
    for (const id of followed.get(tenantId) ?? []) wake(id);
  });
  wakeUp.onWake(id => {
    wake(id);
    void refresh().catch(() => {});
  });
  try {
    while (!stopping.aborted) {
      await refresh().catch((error: unknown) => log('outgoing webhooks failed', { error: String(error) }));
      await delay(sweepMs, undefined, { signal: stopping }).catch(() => {});
    }
  } finally {
    unsubscribe();
    wakeUp.onWake(() => {});
    for (const { timer } of timers.values()) clearTimeout(timer);
    await queue.onIdle();
  }
}
