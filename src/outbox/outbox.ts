/** The outbox module: its use cases, and their jobs. */
import type { OwnJobs } from '../jobs/own-jobs.js';
import type { SessionLocks } from '../jobs/session-locks.js';
import type { JobPart } from '../jobs/start-jobs.js';
import { type SendJob, sendMessageTask } from '../messages/send-job.js';
import { type CancelQueuedMessage, createCancelQueuedMessage } from './cancel-queued-message.js';
import { type CancelScheduledReply, createCancelScheduledReply } from './cancel-scheduled-reply.js';
import { type ConfirmUnknownMessage, createConfirmUnknownMessage } from './confirm-unknown-message.js';
import { createLostJobSweep } from './lost-jobs.js';
import { createPacer } from './pacer.js';
import { createFindReplyWindow, type FindReplyWindow } from './reply-window.js';
import { createRetryMessage, type RetryMessage } from './retry-message.js';
import { createScheduleReply, type ScheduleReply } from './schedule-reply.js';
import { createSendMessage, type SendMessageOptions } from './send-message.job.js';
import { createSendReply, type SendReply, type SendReplyOptions } from './send-reply.js';
import { createStartConversation, type StartConversation } from './start-conversation.js';

/** The use cases of the outbox. */
export interface OutboxUseCases {
  readonly sendReply: SendReply;
  readonly startConversation: StartConversation;
  readonly retryMessage: RetryMessage;
  readonly cancelQueuedMessage: CancelQueuedMessage;
  readonly confirmUnknownMessage: ConfirmUnknownMessage;
  readonly scheduleReply: ScheduleReply;
  readonly cancelScheduledReply: CancelScheduledReply;
  readonly findReplyWindow: FindReplyWindow;
}

/** Sends that the process runs which added them. */
export type OwnSends = OwnJobs<SendJob>;

/** Creates the use cases; a process without a worker needs only these. */
export function createOutboxUseCases(options: SendReplyOptions): OutboxUseCases {
  return {
    sendReply: createSendReply(options),
    startConversation: createStartConversation(options),
    retryMessage: createRetryMessage(options),
    cancelQueuedMessage: createCancelQueuedMessage(options.database),
    confirmUnknownMessage: createConfirmUnknownMessage(options.database),
    scheduleReply: createScheduleReply(options),
    cancelScheduledReply: createCancelScheduledReply(options.database),
    findReplyWindow: createFindReplyWindow(options.getProvider),
  };
}

/** Options of `createSendJobs`. */
export interface SendJobsOptions extends Omit<SendMessageOptions, 'pacer'> {
  /** Locks of this process; the pacer's permits are among them. */
  readonly locks: SessionLocks;
  /** Those of `sendReply` in this process. */
  readonly ownSends?: OwnSends;
  /** How many of them run at once; they have no files and hold no connection, so several times what a worker runs. */
  readonly ownConcurrency?: number;
}

/** Creates the worker's part of the outbox: the job that sends, its safety net, and the rate limiter as its gate. */
export function createSendJobs(options: SendJobsOptions): JobPart {
  const { database, locks, log, ownSends, ownConcurrency = 160 } = options;
  const pacer = createPacer(locks);
  const sendMessage = createSendMessage({ ...options, pacer });
  const tell = (message: string): void => log('worker', { message });
  return {
    tasks: {
      [sendMessageTask]: (job, { job: { id, locked_by, run_at } }) =>
        sendMessage(job as SendJob, { jobId: id, lockedBy: locked_by ?? '', runAt: run_at }),
    },
    sweeps: [createLostJobSweep({ database, log: tell }), ...(ownSends ? [ownSends.sweep] : [])],
    gate: {
      busyFlags: pacer.busyFlags,
      onFree: listener => {
        pacer.onFree(listener);
        ownSends?.onReleased(listener);
      },
    },
    open: async () =>
      ownSends?.open({
        ...{ database, locks, gate: pacer, concurrency: ownConcurrency, log: tell },
        run: (job, row) => sendMessage(job, { ...row, runAt: new Date() }),
      }),
    drain: async () => ownSends?.drain(),
    close: () => pacer.close(),
  };
}
