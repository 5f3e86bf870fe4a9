/** The way out as one unit: the use cases, and the worker behind them. */
import type { Task } from 'graphile-worker';
import { createDeadWorkerSweep } from '../jobs/dead-workers.js';
import { openSessionLocks } from '../jobs/session-locks.js';
import type { Sweep } from '../jobs/sweep.js';
import { type JobWorker, startJobWorker } from '../jobs/worker.js';
import { type SendJob, sendMessageTask } from '../messages/send-job.js';
import { createLostJobSweep } from './lost-jobs.js';
import { createPacer } from './pacer.js';
import { createFindReplyWindow, type FindReplyWindow } from './reply-window.js';
import { createRetryMessage, type RetryMessage } from './retry-message.js';
import { createSendMessage, type SendMessageOptions } from './send-message.job.js';
import { createSendReply, type SendReply } from './send-reply.js';
import { createStartConversation, type StartConversation } from './start-conversation.js';

/** The use cases of the way out. */
export interface OutboxUseCases {
  readonly sendReply: SendReply;
  readonly startConversation: StartConversation;
  readonly retryMessage: RetryMessage;
  readonly findReplyWindow: FindReplyWindow;
}

/** Makes the use cases; a process without a worker needs no more. */
export function createOutboxUseCases(
  options: Pick<SendMessageOptions, 'database' | 'getProvider'>,
): OutboxUseCases {
  return {
    sendReply: createSendReply(options),
    startConversation: createStartConversation(options),
    retryMessage: createRetryMessage(options),
    findReplyWindow: createFindReplyWindow(options.getProvider),
  };
}

/** Options of `startOutbox`. */
export interface OutboxOptions extends Omit<SendMessageOptions, 'pacer'> {
  /** Jobs at once. */
  readonly concurrency: number;
  /** Jobs of other parts, by name. */
  readonly tasks?: Readonly<Record<string, Task>>;
  /** Repeated work of other parts. */
  readonly sweeps?: readonly Sweep[];
  readonly pollIntervalMs?: number;
  /** See `createDeadWorkerSweep`. */
  readonly deadWorkerConfirmMs?: number;
}

/** Starts sending in this process; rejects when the database does not answer. */
export async function startOutbox(options: OutboxOptions): Promise<JobWorker> {
  const { database, concurrency, tasks = {}, sweeps = [], pollIntervalMs, deadWorkerConfirmMs } = options;
  const tell = (message: string): void => options.log('worker', { message });
  const locks = await openSessionLocks(database.url, tell);
  const pacer = createPacer(locks);
  const sendMessage = createSendMessage({ ...options, pacer });
  let worker: JobWorker | null = null;
  const nudge = (): void => worker?.nudge();
  const close = async (): Promise<void> => {
    pacer.close();
    await locks.close();
  };
  try {
    worker = await startJobWorker({
      databaseUrl: database.url,
      concurrency,
      tasks: {
        ...tasks,
        [sendMessageTask]: (job, { job: { id, locked_by, run_at } }) =>
          sendMessage(job as SendJob, { jobId: id, lockedBy: locked_by ?? '', runAt: run_at }),
      },
      sweeps: [
        createDeadWorkerSweep({
          database,
          confirmAfterMs: deadWorkerConfirmMs,
          log: tell,
          onReleased: nudge,
        }),
        createLostJobSweep({ database, log: tell }),
        ...sweeps,
      ],
      locks,
      gate: pacer,
      log: tell,
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
