/** The worker's task: runs the work of a job, and writes how it ended. */
import type { Database } from '../database/database.js';
import { TrunklineError, UnavailableError } from '../domain/errors.js';
import { JobKind, JobStatus } from '../domain/vocabulary.js';
import { type DataJobPayload, maxRuns, startJob, toJobUpdated } from './job-rows.js';
import {
  createRunningJob,
  endJob,
  JobFailedError,
  type JobProgress,
  JobStoppedError,
  type RunningJob,
} from './running-job.js';

/** The work of a kind of job; resolves with its last progress. A run can be repeated after a crash. */
export type JobWork = (job: RunningJob) => Promise<JobProgress>;

/** Options of `createRunJob`. */
export interface RunJobOptions {
  readonly database: Database;
  readonly work: Readonly<Record<JobKind, JobWork>>;
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void;
}

/** Facts of the worker about this run. */
export interface RunFacts {
  readonly signal: AbortSignal | null;
  /** Number of this run, from 1. */
  readonly run: number;
}

const failedOften = 'The server could not complete it; its log says why.';

/** Creates the task. */
export function createRunJob({ database, work, log }: RunJobOptions) {
  return async ({ tenantId, jobId }: DataJobPayload, { signal, run }: RunFacts): Promise<void> => {
    const row = await database.publish(tenantId, async transaction => {
      const [started] = await transaction.query(startJob, [tenantId, jobId]);
      if (started) transaction.emit(toJobUpdated(started.id));
      return started ?? null;
    });
    // It was cancelled, or a former run completed it.
    if (row === null) return;
    const keepsInput = row.kind === JobKind.ERASE_CONTACT;
    const end = (status: JobStatus, progress: JobProgress) =>
      database.publish(tenantId, transaction => endJob(transaction, row, { status, keepsInput, progress }));
    try {
      await end(JobStatus.DONE, await work[row.kind](createRunningJob(database, row, signal)));
    } catch (error) {
      if (error instanceof JobStoppedError) {
        if (signal?.aborted) throw error;
        return;
      }
      const reason = toReason(error);
      if (reason === null && run < maxRuns) throw error;
      if (reason === null) log('a job failed', { jobId, kind: row.kind, error });
      await end(JobStatus.FAILED, { error: reason ?? failedOften }).catch((ending: unknown) => {
        if (!(ending instanceof JobStoppedError)) throw ending;
      });
    }
  };
}

/** Why a user's job cannot be completed; null for an error that a later run may not have. */
function toReason(error: unknown): string | null {
  if (error instanceof JobFailedError) return error.message;
  return error instanceof TrunklineError && !(error instanceof UnavailableError) ? error.message : null;
}
