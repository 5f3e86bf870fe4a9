/**
 * The job worker of a process: graphile-worker on a pool of its own, kept running across database outages. It is
 * restarted when it ended, and when it cannot get jobs: graphile-worker never recovers when its first query failed, and
 * can be left without workers while it reports to be active.
 *
 * Completing and failing a job goes through graphile-worker's batching, even though a batch waits for nothing: only
 * there are errors caught; without it, an unavailable database at that moment ends the process.
 */
import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Runner, TaskList, WorkerEvents, WorkerPool } from 'graphile-worker';
import pg from 'pg';
import type { ConnectionCounts } from '../database/connection-budget.js';
import { workerLock } from './dead-workers.js';
import type { SessionLocks } from './session-locks.js';
import { type RunningSweeps, type Sweep, startSweeps } from './sweep.js';
import { hasLostItsWorkers, isTakingJobs } from './worker-internals.js';

/** Holds back jobs that carry certain flags, such as those of a rate-limited channel. */
export interface JobGate {
  /** Flags of the jobs that must not start now, or null. */
  busyFlags(): string[] | null;
  /** Sets the listener that is called when jobs may start again. */
  onFree(listener: () => void): void;
}

/** Options of `startJobWorker`. */
export interface JobWorkerOptions {
  readonly databaseUrl: string;
  /** Size of the connection pool; a running job holds none, so few connections serve many jobs. */
  readonly poolSize: number;
  /** Maximum number of jobs in parallel. */
  readonly concurrency: number;
  readonly tasks: TaskList;
  readonly sweeps: readonly Sweep[];
  readonly locks: SessionLocks;
  readonly gates: readonly JobGate[];
  readonly log: (message: string) => void;
  /** Interval at which each idle worker looks for due jobs; new ones are announced. */
  readonly pollIntervalMs?: number;
}

/** A worker of this process. */
export interface JobWorker {
  /** Looks for jobs at once; for jobs that became available without an announcement. */
  nudge(): void;
  /** Counts the worker's connections to the database. */
  countConnections(): ConnectionCounts;
  /**
   * Takes no more jobs, and waits for running ones. What is unfinished after `timeoutMs` stays locked, and is released
   * as a dead worker's by another process, or at the next start.
   */
  stop(timeoutMs: number): Promise<void>;
}

const restartMs = 1_000;
/** The worker is restarted after it failed to fetch jobs for this long. */
const sickAfterMs = 2_000;
/** Running jobs of a failed worker may take this long to finish before the restart. */
const finishMs = 60_000;

/** Starts the worker; rejects when the database does not answer. */
export async function startJobWorker(options: JobWorkerOptions): Promise<JobWorker> {
  const { concurrency, gates, locks, log, sweeps, tasks, pollIntervalMs = 1_000 } = options;
  const stopping = new AbortController();
  const pool = createJobPool(options.databaseUrl, options.poolSize, log);
  const current: { pool: WorkerPool | null; sick: Promise<void> } = {
    pool: null,
    sick: new Promise(() => {}),
  };

  const start = async (): Promise<Runner> => {
    const { Logger, run } = await import('./job-library.js');
    const events = new EventEmitter() as WorkerEvents;
    events.on('pool:create', created => {
      current.pool = created.workerPool;
    });
    current.sick = watch(events);
    return run({
      pgPool: pool,
      concurrency,
      pollInterval: pollIntervalMs,
      noHandleSignals: true,
      taskList: tasks,
      crontab: '',
      events,
      forbiddenFlags: () => {
        const flags = gates.flatMap(gate => gate.busyFlags() ?? []);
        return flags.length === 0 ? null : flags;
      },
      logger: new Logger(() => (level, message) => {
        if ((level === 'error' || level === 'warning') && !isAboutPoolSize(message)) log(message);
      }),
      preset: {
        plugins: [
          {
            name: 'TrunklineLivenessPlugin',
            version: '1.0.0',
            // Awaited before a worker looks for its first job, so no job is ever locked by an id without a lock.
            worker: {
              hooks: { startWorker: (_context, event) => locks.hold(workerLock(event.worker.workerPool.id)) },
            },
          },
        ],
        worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 },
      },
    });
  };

  let runner = await start();

  const restart = async (): Promise<boolean> => {
    await delay(restartMs, undefined, { signal: stopping.signal }).catch(() => {});
    if (stopping.signal.aborted) return true;
    try {
      runner = await start();
      return true;
    } catch (error) {
      log(`worker cannot start: ${String(error)}`);
      return false;
    }
  };

  const supervise = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const ended = runner.promise.catch((error: unknown) => log(`worker ended: ${String(error)}`));
      await Promise.race([ended, current.sick]);
      if (stopping.signal.aborted) return;
      await Promise.race([runner.stop().catch(() => {}), delay(finishMs, undefined, { ref: false })]);
      if (current.pool) await locks.release(workerLock(current.pool.id));
      while (!(await restart()));
    }
  };
  const supervised = supervise();

  const nudge = (workers = concurrency): void => {
    if (current.pool && isTakingJobs(current.pool)) current.pool.nudge(workers);
  };
  // One worker per batch: several would only compete for it.
  for (const gate of gates) gate.onFree(() => nudge(1));
  const running: RunningSweeps = startSweeps(sweeps, log);

  return {
    nudge: () => nudge(),
    countConnections: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    stop: async timeoutMs => {
      stopping.abort();
      const finished = (async () => {
        await Promise.all([running.stop(), runner.stop().catch(() => {})]);
        await supervised;
        await pool.end();
      })();
      await Promise.race([finished, delay(timeoutMs, undefined, { ref: false })]);
    },
  };
}

/** Resolves when the worker no longer gets jobs although it has not ended. */
function watch(events: WorkerEvents): Promise<void> {
  return new Promise(resolve => {
    let failingSince: number | null = null;
    const isWell = (): void => {
      failingSince = null;
    };
    events.on('worker:getJob:empty', isWell);
    events.on('job:start', isWell);
    events.on('worker:getJob:error', () => {
      failingSince ??= performance.now();
      if (performance.now() - failingSince > sickAfterMs) resolve();
    });
    events.on('worker:stop', ({ worker: { workerPool } }) => {
      setImmediate(() => hasLostItsWorkers(workerPool) && resolve());
    });
  });
}

/** graphile-worker's warning to have one connection per job; a running job holds none. */
const isAboutPoolSize = (message: string): boolean => message.includes('having maxPoolSize');

function createJobPool(databaseUrl: string, size: number, log: (message: string) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: size,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: 'trunkline jobs',
  });
  pool.on('error', error => log(`job connection: ${error.message}`));
  pool.on('connect', client => client.on('error', error => log(`job connection: ${error.message}`)));
  return pool;
}
