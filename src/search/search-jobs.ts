/** The search's part of the worker. */
import type { Database } from '../database/database.js';
import type { JobPart } from '../jobs/start-jobs.js';
import { type WatchOptions, watchLog } from './watch-log.js';

/** Options of `createSearchJobs`. */
export interface SearchJobsOptions extends WatchOptions {
  readonly database: Database;
  readonly watchMs?: number;
}

/** Stores what changed, a moment after it was committed. */
export function createSearchJobs({ database, watchMs = 1_000, ...options }: SearchJobsOptions): JobPart {
  return {
    sweeps: [
      {
        name: 'search',
        everyMs: watchMs,
        run: async stopping => void (await watchLog(database, stopping, options)),
      },
    ],
  };
}
