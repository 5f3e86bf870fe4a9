/** Starts the job worker of a process with the tasks and sweeps of all parts. */
import type { TaskList } from 'graphile-worker';
import type { Database } from '../database/database.js';
import { createDeadWorkerSweep } from './dead-workers.js';
import { openSessionLocks, type SessionLocks } from './session-locks.js';
import type { Sweep } from './sweep.js';
import { type JobGate, type JobWorker, startJobWorker } from './worker.js';

/** What one part of the server gives to the worker. */
export interface JobPart {
  /** Its jobs by name; each name belongs to one part. */
  readonly tasks?: TaskList;
  readonly sweeps?: readonly Sweep[];
  /** Holds back jobs that must not start yet. */
  readonly gate?: JobGate;
  /** Called after the last job. */
  close?(): void;
}

/** Options of `startJobs`. */
export interface StartJobsOptions {
  readonly database: Database;
  /** Jobs at once. */
  readonly concurrency: number;
  /** Creates the parts with the locks of this process. */
  readonly parts: (locks: SessionLocks) => readonly JobPart[];
  readonly log: (message: string) => void;
  /** See `JobWorkerOptions`. */
  readonly pollIntervalMs?: number;
  /** See `createDeadWorkerSweep`. */
  readonly deadWorkerConfirmMs?: number;
}

/** Starts jobs in this process; rejects when the database does not answer. */
export async function startJobs(options: StartJobsOptions): Promise<JobWorker> {
  const { database, concurrency, log, pollIntervalMs, deadWorkerConfirmMs } = options;
  const locks = await openSessionLocks(database.url, log);
  const parts = options.parts(locks);
  let worker: JobWorker | null = null;
  const nudge = (): void => worker?.nudge();
  const close = async (): Promise<void> => {
    for (const part of parts) part.close?.();
    await locks.close();
  };
  try {
    worker = await startJobWorker({
      databaseUrl: database.url,
      concurrency,
      tasks: mergeTasks(parts),
      sweeps: [
        createDeadWorkerSweep({ database, confirmAfterMs: deadWorkerConfirmMs, log, onReleased: nudge }),
        ...parts.flatMap(({ sweeps = [] }) => sweeps),
      ],
      locks,
      gates: parts.flatMap(({ gate }) => gate ?? []),
      log,
      pollIntervalMs,
    });
  } catch (error) {
    await close();
    throw error;
  }
  const started = worker;
  return {
    nudge,
    stop: async timeoutMs => {
      await started.stop(timeoutMs);
      await close();
    },
  };
}

function mergeTasks(parts: readonly JobPart[]): TaskList {
  const tasks: TaskList = {};
  for (const [name, task] of parts.flatMap(part => Object.entries(part.tasks ?? {}))) {
    if (name in tasks) throw new Error(`Two parts have a job called "${name}".`);
    tasks[name] = task;
  }
  return tasks;
}
