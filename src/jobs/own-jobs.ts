/**
 * Jobs that are run by the process that adds them. Their rows are locked by it from the beginning, as if one of its workers
 * had fetched them: no worker looks for them, no listener is notified, and the work can end the row with its own statement.
 *
 * The rows are the same as those of other jobs. When the process dies, its liveness lock is free, and other processes, or
 * the next start, release them (`dead-workers.ts`). What it cannot begin soon, at the latest when it stops, it releases
 * itself for the workers; so it does with rows that it does not know, whose insert was committed but never answered.
 */
import { randomUUID } from 'node:crypto';
import { runWithoutCause } from '../database/activities/activity-cause.js';
import type { Database } from '../database/database.js';
import { jobRowsTable } from '../database/job-schema.js';
import { as, int, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { workerLock } from './dead-workers.js';
import type { SessionLocks } from './session-locks.js';
import type { Sweep } from './sweep.js';
import type { JobGate } from './worker.js';

/** An added job. */
export interface OwnJob<Payload> {
  /** Id of its row. */
  readonly jobId: string;
  readonly payload: Payload;
  /** Jobs with the same one run one after another, as they were added. */
  readonly order: string;
}

/** The row of a job that runs. */
export interface OwnRow {
  readonly jobId: string;
  readonly lockedBy: string;
  /** To be called by work that has deleted the row. */
  onEnded(): void;
}

/** How the jobs are run. */
export interface OwnJobsWork<Payload> {
  readonly database: Pick<Database, 'query'>;
  readonly locks: Pick<SessionLocks, 'hold' | 'isOpen'>;
  /** Jobs with one of its busy flags are left to the workers. */
  readonly gate: Pick<JobGate, 'busyFlags'>;
  /** Jobs that run at once. */
  readonly concurrency: number;
  /** Runs one. */
  run(payload: Payload, row: OwnRow): Promise<void>;
  readonly log: (message: string) => void;
}

/** The jobs of one kind; before `open` and after `drain`, all of them are left to the workers. */
export interface OwnJobs<Payload> {
  /**
   * Calls `insert` with the name by which the new job is to be locked, or null when it is to be added for the workers.
   * The job that it returns begins when it has committed.
   */
  add<Added>(
    flags: readonly string[],
    insert: (lockedBy: string | null) => Promise<Added>,
    toJob: (added: Added) => OwnJob<Payload> | null,
  ): Promise<Added>;
  /** Begins. */
  open(work: OwnJobsWork<Payload>): Promise<void>;
  /** Ends: releases what has not begun, and waits for the rest. */
  drain(): Promise<void>;
  /** Releases rows that this process locked and does not know. */
  readonly sweep: Sweep;
  /** Sets the listener that is called when jobs were released. */
  onReleased(listener: () => void): void;
}

/** Options of `createOwnJobs`. */
export interface OwnJobsOptions {
  /** Jobs that are being added, wait or run at once; more are left to the workers. */
  readonly most?: number;
  /** When no job ended for this long, those that wait are left to the workers. */
  readonly patienceMs?: number;
  /** Age from which a row that is not known here is released. */
  readonly unknownAfterMs?: number;
}

const unlock = `update ${jobRowsTable} j set locked_by = null, locked_at = null`;

const endStatement = statement(
  'own-job-end',
  `delete from ${jobRowsTable} where id = $1::bigint and locked_by = $2`,
);
// The library waits as long before it repeats a job that failed.
const failStatement = statement(
  'own-job-fail',
  `${unlock}, last_error = $3, run_at = greatest(now(), j.run_at) + exp(least(j.attempts, 10)) * interval '1 second'
    where j.id = $1::bigint and j.locked_by = $2`,
);
const releaseStatement = statement(
  'own-jobs-release',
  sql`${unlock}, attempts = greatest(j.attempts - 1, 0) where j.id = any($1::bigint[]) and j.locked_by = $2
   returning ${as('released', int('1'))}`,
);
const releaseUnknownStatement = statement(
  'own-jobs-release-unknown',
  sql`${unlock} where j.locked_by = $1 and j.id <> all($2::bigint[]) and j.locked_at < now() - $3::float8 * interval '1 ms'
   returning ${as('released', int('1'))}`,
);

/** Creates the jobs of one kind. */
export function createOwnJobs<Payload>(options: OwnJobsOptions = {}): OwnJobs<Payload> {
  const { most = 2_000, patienceMs = 1_000, unknownAfterMs = 10_000 } = options;
  const lockedBy = `own-${randomUUID()}`;
  const waiting: OwnJob<Payload>[] = [];
  const running = new Map<string, { readonly order: string; readonly ended: Promise<void> }>();
  let adding = 0;
  let work: OwnJobsWork<Payload> | null = null;
  let patience: NodeJS.Timeout | null = null;
  let lastEndAt = 0;
  let notifyReleased = (): void => {};

  const mayTake = ({ locks, gate }: OwnJobsWork<Payload>, flags: readonly string[]): boolean => {
    if (!locks.isOpen() || adding + waiting.length + running.size >= most) return false;
    const busy = gate.busyFlags();
    return busy === null || !flags.some(flag => busy.includes(flag));
  };

  const run = async ({ jobId, payload }: OwnJob<Payload>, by: OwnJobsWork<Payload>): Promise<void> => {
    let hasEnded = false;
    const onEnded = (): void => {
      hasEnded = true;
    };
    try {
      await by.run(payload, { jobId, lockedBy, onEnded });
      if (!hasEnded) await by.database.query(endStatement, [jobId, lockedBy]);
    } catch (error) {
      by.log(`own job ${jobId}: ${String(error)}`);
      // When this fails too, the sweep releases it.
      await by.database.query(failStatement, [jobId, lockedBy, String(error)]).catch(() => {});
    }
  };

  const takeNext = (): OwnJob<Payload> | undefined => {
    const busy = new Set([...running.values()].map(({ order }) => order));
    const index = waiting.findIndex(({ order }) => !busy.has(order));
    return index < 0 ? undefined : waiting.splice(index, 1)[0];
  };

  const begin = (): void => {
    const by = work;
    while (by !== null && waiting.length > 0 && running.size < by.concurrency) {
      const job = takeNext();
      if (!job) break;
      const ended = run(job, by).finally(() => {
        running.delete(job.jobId);
        lastEndAt = performance.now();
        begin();
      });
      running.set(job.jobId, { order: job.order, ended });
    }
    watch();
  };

  /** Releases those that wait when no job ended for a while; jobs that wait for one of their own order are no reason. */
  const watch = (): void => {
    if (patience !== null || waiting.length === 0 || work === null) return;
    patience = setTimeout(() => {
      patience = null;
      const by = work;
      const isStuck =
        by !== null && running.size >= by.concurrency && performance.now() - lastEndAt >= patienceMs;
      if (isStuck) void release(by);
      else watch();
    }, patienceMs);
  };

  const release = async (by: OwnJobsWork<Payload>): Promise<void> => {
    const ids = waiting.splice(0).map(({ jobId }) => jobId);
    if (ids.length === 0) return;
    try {
      await by.database.query(releaseStatement, [ids, lockedBy]);
      notifyReleased();
    } catch (error) {
      by.log(`own jobs not released yet: ${String(error)}`);
    }
  };

  return {
    add: async (flags, insert, toJob) => {
      const by = work;
      if (by === null || !mayTake(by, flags)) return insert(null);
      adding += 1;
      try {
        const added = await insert(lockedBy);
        const job = toJob(added);
        if (job) waiting.push(job);
        return added;
      } finally {
        adding -= 1;
        // What is begun here is no part of the operation that added the job.
        runWithoutCause(() => (work === null ? void release(by) : begin()));
      }
    },
    open: async next => {
      await next.locks.hold(workerLock(lockedBy));
      work = next;
    },
    drain: async () => {
      const by = work;
      work = null;
      if (by === null) return;
      if (patience !== null) clearTimeout(patience);
      patience = null;
      await Promise.all([release(by), ...[...running.values()].map(({ ended }) => ended)]);
    },
    sweep: {
      name: 'own jobs',
      everyMs: 10_000,
      run: async () => {
        const by = work;
        if (by === null) return;
        const known = [...running.keys(), ...waiting.map(({ jobId }) => jobId)];
        const released = await by.database.query(releaseUnknownStatement, [lockedBy, known, unknownAfterMs]);
        if (released.length === 0) return;
        by.log(`released ${released.length} job(s) that were added and never began`);
        notifyReleased();
      },
    },
    onReleased: listener => {
      notifyReleased = listener;
    },
  };
}
