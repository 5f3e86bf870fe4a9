/**
 * Adds jobs: rows of graphile-worker's table, written by the statement and in the transaction that makes the job
 * necessary. So neither is committed without the other.
 */
import { callJobFunction, jobRowsTable, jobsView, jobTasksTable } from '../database/job-schema.js';

/** A job, as SQL expressions. */
export interface JobSql {
  /** Fields of the payload; usually ids only: everything else is read when the job runs. */
  readonly payload: Readonly<Record<string, string>>;
  /** Leaves fields that are null out of the payload. */
  readonly omitsNulls?: boolean;
  /** Unique key: adding the job again replaces the waiting one. */
  readonly key: string;
  /**
   * Effect on a waiting job: `'replace'` (the default) moves it, `'preserve_run_at'` keeps its time. While one runs,
   * both add a second. `'unsafe_dedupe'` is for a key that no job can have yet, and costs a fifth.
   */
  readonly keyMode?: string;
  /** When it is due; now by default. */
  readonly runAt?: string;
  /** Failures after which it is not retried. */
  readonly maxAttempts: number;
  /** Jobs of one queue run in order; without a queue they run in parallel. */
  readonly queue?: string;
  /** Text array of flags, by which a gate holds jobs back. */
  readonly flags?: string;
}

/** The SQL call that adds a job of a task. */
export function addJobSql(task: string, job: JobSql): string {
  const payload = toPayload(job);
  const parameters = [
    `'${task}'`,
    job.omitsNulls ? `json_strip_nulls(${payload})` : payload,
    ...(job.queue === undefined ? [] : [`queue_name => ${job.queue}`]),
    `run_at => ${job.runAt ?? 'now()'}`,
    `max_attempts => ${job.maxAttempts}`,
    `job_key => ${job.key}`,
    ...(job.flags === undefined ? [] : [`flags => ${job.flags}`]),
    `job_key_mode => ${job.keyMode ?? "'replace'"}`,
  ];
  return callJobFunction('add_job', ...parameters);
}

/** Part of a job that is added locked: it has no queue, is due now, and no other job has its key. */
export type OwnJobSql = Required<Pick<JobSql, 'payload' | 'key' | 'maxAttempts' | 'flags'>>;

/**
 * `insert … returning id` of a job that is locked from the beginning by the process that adds it (`own-jobs.ts`), as the
 * library stores it when a worker has fetched it. No listener is notified.
 *
 * @param from the rows for which there is a job
 * @param lockedBy SQL expression; no job is added where it is null
 */
export function addOwnJobSql(task: string, job: OwnJobSql, from: string, lockedBy: string): string {
  return `insert into ${jobRowsTable} (task_id, payload, run_at, max_attempts, key, flags, attempts, locked_at, locked_by)
     select task.id, ${toPayload(job)}, now(), ${job.maxAttempts}, ${job.key},
            (select jsonb_object_agg(flag, true) from unnest(${job.flags}) as flags(flag)), 1, now(), ${lockedBy}
       from ${from}, ${jobTasksTable} task where task.identifier = '${task}' and ${lockedBy} is not null
     returning id`;
}

function toPayload({ payload }: Pick<JobSql, 'payload'>): string {
  const fields = Object.entries(payload).map(([name, value]) => `'${name}', ${value}`);
  return `json_build_object(${fields.join(', ')})`;
}

/** SQL condition: no job with this key is running or can still run. @param key SQL expression */
export const hasNoJobSql = (key: string): string =>
  `not exists (select 1 from ${jobsView} j
     where j.key = ${key} and (j.locked_at is not null or j.attempts < j.max_attempts))`;
