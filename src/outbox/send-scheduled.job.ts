/**
 * The job of a scheduled reply: at its time it is sent by the same use case as every reply.
 *
 * The message and the new status commit together, so that a job that is repeated after a crash, or that runs in two
 * processes, sends it once, and a cancelled one is never sent.
 */
import type { Database } from '../database/database.js';
import { type ApiErrorCode, TrunklineError } from '../domain/errors.js';
import { ScheduledReplyStatus } from '../domain/vocabulary.js';
import type { ScheduledReply } from '../entities/scheduled-reply.entity.js';
import type { JobPart } from '../jobs/start-jobs.js';
import { toConversationUpdated } from '../people/contact-events.js';
import {
  cancelReply,
  findAnswered,
  findReply,
  lockConversation,
  lostScheduledReplies,
  markFailed,
  markSent,
  type ScheduledReplyJob,
  scheduledReplyTask,
} from './scheduled-rows.js';
import type { SendReply } from './send-reply.js';

/** Options of `createScheduledReplyJobs`. */
export interface ScheduledReplyOptions {
  readonly database: Database;
  readonly sendReply: SendReply;
}

/** Refusals of this server that pass: the job is tried again. */
const passing: ReadonlySet<string> = new Set<ApiErrorCode>(['UNAVAILABLE', 'INTERNAL']);

/** It was cancelled, sent, or answered by the contact meanwhile. */
class NotDueError extends Error {}

type Place = Pick<ScheduledReply, 'id' | 'tenantId' | 'conversationId'>;

/** Sends a reply whose time has come. It does nothing unless the reply is SCHEDULED. */
export async function sendScheduledReply(
  { database, sendReply }: ScheduledReplyOptions,
  { scheduledReplyId: id }: ScheduledReplyJob,
): Promise<void> {
  const [reply] = await database.query(findReply, [id]);
  if (!reply || reply.status !== ScheduledReplyStatus.SCHEDULED) return;
  const { tenantId, conversationId, authorUserId, text, attachmentIds, templateId } = reply;
  try {
    await sendReply({
      ...{ tenantId, authorUserId },
      input: {
        ...{ conversationId, text, attachmentIds, templateId, replyToMessageId: reply.replyToMessageId },
        templateVariables: reply.templateVariables,
        idempotencyKey: `scheduled:${id}`,
      },
      within: async (transaction, { messageId, channelId }) => {
        const sent = await transaction.query(markSent, [id, messageId]);
        if (sent.length === 0) throw new NotDueError();
        return [toConversationUpdated({ id: conversationId, channelId }, ['scheduledReplies'])];
      },
    });
  } catch (error) {
    if (error instanceof NotDueError) await cancelAnswered(database, id);
    else if (error instanceof TrunklineError && !passing.has(error.code))
      await fail(database, reply, error.code);
    else throw error;
  }
}

/** Cancels those whose contact wrote meanwhile, one of them or all. @returns how many it found */
export async function cancelAnswered(database: Database, id: string | null): Promise<number> {
  const found = await database.query(findAnswered, [id]);
  for (const reply of found) {
    await change(database, reply, async transaction =>
      transaction.query(cancelReply, [reply.tenantId, reply.id, false]),
    );
  }
  return found.length;
}

const fail = (database: Database, reply: Place, code: string): Promise<void> =>
  change(database, reply, async transaction => transaction.query(markFailed, [reply.id, code]));

function change(
  database: Database,
  { tenantId, conversationId }: Place,
  work: (transaction: Parameters<Parameters<Database['publish']>[1]>[0]) => Promise<readonly object[]>,
): Promise<void> {
  return database.publish(tenantId, async transaction => {
    const [conversation] = await transaction.query(lockConversation, [tenantId, conversationId]);
    const changed = await work(transaction);
    if (conversation && changed.length > 0)
      transaction.emit(toConversationUpdated(conversation, ['scheduledReplies']));
  });
}

/** Job and sweeps for the worker. */
export function createScheduledReplyJobs(options: ScheduledReplyOptions): JobPart {
  const { database } = options;
  return {
    tasks: { [scheduledReplyTask]: job => sendScheduledReply(options, job as ScheduledReplyJob) },
    sweeps: [
      lostScheduledReplies.sweep(database),
      {
        name: 'answered scheduled replies',
        everyMs: 60_000,
        run: async () => void (await cancelAnswered(database, null)),
      },
    ],
  };
}
