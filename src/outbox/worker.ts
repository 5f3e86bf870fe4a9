/**
 * The process that runs jobs: graphile-worker on a pool of its own, kept running while the database comes and goes.
 *
 * Completing and failing a job goes through graphile-worker's batching even though a batch waits for nothing: only
 * there does it catch an error; without it a database that is away at that moment ends the process.
 */
import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger, type Runner, run, type TaskList, type WorkerEvents, type WorkerPool } from 'graphile-worker';
import pg from 'pg';
import { workerLock } from './dead-workers.js';
import type { Pacer } from './pacer.js';
import type { SessionLocks } from './session-locks.js';
import { type RunningSweeps, type Sweep, startSweeps } from './sweep.js';

/** Options of `createOutboxWorker`. */
export interface OutboxWorkerOptions {
  readonly databaseUrl: string;
  /** Jobs at once. */
  readonly concurrency: number;
  readonly tasks: TaskList;
  readonly sweeps: readonly Sweep[];
  readonly locks: SessionLocks;
  readonly pacer: Pacer;
  readonly log: (message: string) => void;
  /** How often each idle worker looks for jobs that are due; new ones are announced. */
  readonly pollIntervalMs?: number;
}

/** A worker of this process. */
export interface OutboxWorker {
  /** Looks for jobs at once; for jobs that became available without an announcement. */
  nudge(): void;
  /**
   * Takes no more jobs, and waits for those that run. What is not done after `timeoutMs` stays locked, and is given
   * back by another process, or at the next start, as a dead worker's.
   */
  stop(timeoutMs: number): Promise<void>;
}

const restartMs = 1_000;

/** Starts the worker; rejects when the database does not answer. */
export async function startOutboxWorker(options: OutboxWorkerOptions): Promise<OutboxWorker> {
  const { concurrency, locks, log, pacer, sweeps, tasks, pollIntervalMs = 1_000 } = options;
  const stopping = new AbortController();
  const pool = createJobPool(options.databaseUrl, concurrency + 1, log);
  const current: { pool: WorkerPool | null } = { pool: null };

  const start = async (): Promise<Runner> => {
    const events = new EventEmitter() as WorkerEvents;
    events.on('pool:create', created => {
      current.pool = created.workerPool;
    });
    return run({
      pgPool: pool,
      concurrency,
      pollInterval: pollIntervalMs,
      noHandleSignals: true,
      taskList: tasks,
      crontab: '',
      events,
      forbiddenFlags: () => pacer.busyFlags(),
      logger: new Logger(() => (level, message) => {
        log(`G ${level} ${message}`);
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

  /** graphile-worker gives up when it cannot write that a job is done; its jobs are then a dead worker's. */
  const supervise = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await runner.promise.catch((error: unknown) => log(`worker ended: ${String(error)}`));
      if (current.pool) await locks.release(workerLock(current.pool.id));
      while (!(await restart()));
    }
  };
  const supervised = supervise();

  const nudge = (workers = concurrency): void => {
    if (current.pool?._active) current.pool.nudge(workers);
  };
  // One worker for one turn: several would only race for it.
  pacer.onFree(() => nudge(1));
  const running: RunningSweeps = startSweeps(sweeps, log);

  return {
    nudge: () => nudge(),
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
