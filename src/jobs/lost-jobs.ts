/**
 * Safety net: enqueues missing jobs. A row that waits for its job and has none is rare: someone edited the job table,
 * or a job failed more often than allowed.
 */
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { Sweep } from './sweep.js';

/** Rows of one kind that wait for a job, and the job. */
export interface LostJobsOptions {
  /** Name of the sweep. */
  readonly name: string;
  /** The call of `addJobSql`, over the columns of `lost`. */
  readonly addJob: string;
  /** SELECT of the rows, oldest first and limited, with `hasNoJobSql` and `olderThanSql` as conditions. */
  readonly lost: string;
  /** Younger rows are skipped: their job is still expected. */
  readonly minAgeMs: number;
}

/** The safety net of one kind of job. */
export interface LostJobs {
  /** Enqueues the missing jobs. @returns how many there were */
  enqueue(database: Pick<Database, 'query'>, minAgeMs?: number): Promise<number>;
  /** Runs at start and every minute. @param onFound called after jobs were enqueued, with their number */
  sweep(
    database: Pick<Database, 'query'>,
    options?: { readonly minAgeMs?: number; readonly onFound?: (count: number) => void },
  ): Sweep;
}

const everyMs = 60_000;

/** SQL condition: a moment is longer ago than the safety net waits. */
export const olderThanSql = (moment: string): string => `${moment} < now() - $1::float8 * interval '1 ms'`;

/** Defines the safety net of one kind of job. */
export function defineLostJobs({ name, addJob, lost, minAgeMs: usualAgeMs }: LostJobsOptions): LostJobs {
  const enqueueLost = statement(
    `enqueue-${name.replaceAll(' ', '-')}`,
    `select ${addJob} from (${lost}) lost`,
  );
  const enqueue: LostJobs['enqueue'] = async (database, minAgeMs = usualAgeMs) =>
    (await database.query(enqueueLost, [minAgeMs])).length;
  return {
    enqueue,
    sweep: (database, { minAgeMs, onFound } = {}) => ({
      name,
      everyMs,
      run: async () => {
        const count = await enqueue(database, minAgeMs);
        if (count > 0) onFound?.(count);
      },
    }),
  };
}
