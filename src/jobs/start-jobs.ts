/** Starts the job worker of a process with the tasks and sweeps of all modules. */
import { setTimeout as delay } from 'node:timers/promises';
import type { TaskList } from 'graphile-worker';
import { defaultConnections, divideConnections } from '../database/connection-budget.js';
import type { Database } from '../database/database.js';
import { createDeadWorkerSweep } from './dead-workers.js';
import { openSessionLocks, type SessionLocks } from './session-locks.js';
import type { Sweep } from './sweep.js';
import { type JobGate, type JobWorker, startJobWorker } from './worker.js';

/** What one module contributes to the worker. */
export interface JobPart {
  /** Its jobs by name; names are unique over all modules. */
  readonly tasks?: TaskList;
  readonly sweeps?: readonly Sweep[];
  /** Holds back jobs that must not start yet. */
  readonly gate?: JobGate;
  /** Called when the worker has started. */
  open?(): Promise<void>;
  /** Ends jobs that the part runs without the worker; called with the end of the worker, which waits no longer for it. */
  drain?(): Promise<void>;
  /** Called after the last job. */
  close?(): void;
}

/** Options of `startJobs`. */
export interface StartJobsOptions {
  readonly database: Database;
  /** Maximum number of jobs in parallel. */
  readonly concurrency: number;
  /** Connections that fetch and complete jobs, and one that listens; those of the default total when absent. */
  readonly connections?: number;
  /** Creates the modules with the locks of this process. */
  readonly parts: (locks: SessionLocks) => readonly JobPart[];
  readonly log: (message: string) => void;
  /** See `JobWorkerOptions`. */
  readonly pollIntervalMs?: number;
  /** See `createDeadWorkerSweep`. */
  readonly deadWorkerConfirmMs?: number;
}

const usualConnections = divideConnections(defaultConnections).jobs;

/** Starts jobs in this process; rejects when the database does not answer. */
export async function startJobs(options: StartJobsOptions): Promise<JobWorker> {
  const { database, concurrency, log, pollIntervalMs, deadWorkerConfirmMs } = options;
  const locks = await openSessionLocks(database.sessionUrl, log);
  database.connections.set('locks', () => ({ open: locks.isOpen() ? 1 : 0, idle: 0, waiting: 0 }));
  const parts = options.parts(locks);
  let worker: JobWorker | null = null;
  const nudge = (): void => worker?.nudge();
  const close = async (): Promise<void> => {
    for (const part of parts) part.close?.();
    await locks.close();
  };
  try {
    worker = await startJobWorker({
      databaseUrl: database.sessionUrl,
      poolSize: options.connections ?? usualConnections,
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
  for (const part of parts) await part.open?.();
  database.connections.set('jobs', started.countConnections);
  return {
    nudge,
    countConnections: started.countConnections,
    stop: async timeoutMs => {
      const drained = Promise.all(parts.map(part => part.drain?.()));
      const limit = delay(timeoutMs, undefined, { ref: false });
      await Promise.all([started.stop(timeoutMs), Promise.race([drained, limit])]);
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
