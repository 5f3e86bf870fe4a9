/** The work of `clearMessages`: deletes the messages of a number, the oldest first. */
import { clearMessages, countMessagesToClear } from '../desk/clear-messages.js';
import type { FileParts } from './job-files.js';
import type { JobProgress, RunningJob } from './running-job.js';

/** Input of the job. */
export interface ClearMessagesJob {
  readonly channelId: string;
  /** ISO 8601: stored before this moment. */
  readonly before: string;
}

/** Runs it; unsettled messages are kept. A run after a crash goes on with what is left. */
export async function runClearMessages({ database }: FileParts, job: RunningJob): Promise<JobProgress> {
  const { tenantId, dryRun, input, deleted: before } = job.row;
  const { channelId, before: moment } = input as unknown as ClearMessagesJob;
  const selection = { tenantId, channelId, before: new Date(moment), includeUnsettled: false };
  const { messages, attachments, keptUnsettled } = await countMessagesToClear(database, selection);
  const details = { messages, files: attachments, keptUnsettled };
  if (dryRun) return { done: messages, total: messages, deleted: messages, details };
  const total = before + messages;
  await job.report({ total });
  const cleared = await clearMessages(database, selection, deleted =>
    job.report({ done: before + deleted, total, deleted: before + deleted }),
  );
  return {
    done: before + cleared,
    total,
    deleted: before + cleared,
    details: { ...details, messages: total },
  };
}
