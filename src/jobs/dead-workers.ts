/**
 * Releases jobs of dead processes: graphile-worker would keep them locked for four hours.
 *
 * Every worker pool holds an advisory lock with the hash of its id as long as its process lives. A job whose pool's
 * lock is free no longer has a process, and is unlocked. Releasing the job of a living process (its lock session was
 * cut and is not yet restored) has one effect only: a message is UNKNOWN until the response arrives. No message is sent
 * that another process has started, and a run that lost its job can no longer start.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../database/database.js';
import { callJobFunction, jobsView } from '../database/job-schema.js';
import { as, sql, text } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { LockName } from './session-locks.js';
import type { Sweep } from './sweep.js';

/** First half of the advisory lock's key. */
export const workerUse = 721_530_201;

/** The liveness lock of this worker pool's process. */
export const workerLock = (poolId: string): LockName => ({ use: workerUse, of: poolId });

const findDeadStatement = statement(
  'outbox-find-dead-workers',
  sql`select ${as('id', text('w.id'))}
     from (select distinct locked_by as id from ${jobsView} where locked_by is not null) w
    where pg_try_advisory_xact_lock(${workerUse}, hashtext(w.id))`,
);

const unlockStatement = statement(
  'outbox-unlock-workers',
  `select ${callJobFunction('force_unlock_workers', '$1::text[]')}`,
);

/** Options of `createDeadWorkerSweep`. */
export interface DeadWorkerSweepOptions {
  readonly database: Database;
  /** A worker is dead when its lock is free twice, this long apart; longer than a lock session needs to reconnect. */
  readonly confirmAfterMs?: number;
  readonly everyMs?: number;
  readonly log: (message: string) => void;
  /** Called after jobs were released. */
  readonly onReleased: () => void;
}

/** Releases the jobs of dead workers, at start and every ten seconds. */
export function createDeadWorkerSweep(options: DeadWorkerSweepOptions): Sweep {
  const { database, confirmAfterMs = 2_000, everyMs = 10_000, log, onReleased } = options;
  const findDead = async (): Promise<string[]> =>
    (await database.query(findDeadStatement)).map(row => row.id);
  return {
    name: 'dead workers',
    everyMs,
    run: async stopping => {
      const suspects = new Set(await findDead());
      if (suspects.size === 0) return;
      await delay(confirmAfterMs, undefined, { signal: stopping }).catch(() => {});
      if (stopping.aborted) return;
      const dead = (await findDead()).filter(id => suspects.has(id));
      if (dead.length === 0) return;
      await database.query(unlockStatement, [dead]);
      log(`gave back the jobs of ${dead.length} worker(s) that no longer live`);
      onReleased();
    },
  };
}
