/**
 * The only module that reads undocumented fields of graphile-worker's pool (`_active`, `_workers`, `_shuttingDown` in
 * 0.17.3). `test/integration/library-internals.test.ts` fails when an upgrade changes them.
 */
import type { WorkerPool } from 'graphile-worker';

/** True if the pool takes jobs; nudging one that does not throws. */
export function isTakingJobs(pool: WorkerPool): boolean {
  return pool._active;
}

/** True if all workers ended although the pool was not stopped: it counts as active and takes no job. */
export function hasLostItsWorkers(pool: WorkerPool): boolean {
  return pool._workers.length === 0 && !pool._shuttingDown;
}
