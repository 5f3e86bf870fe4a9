/** Use case: cancel a scheduled reply. */
import type { Database } from '../database/database.js';
import { ConflictError, NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { toConversationUpdated } from '../people/contact-events.js';
import { cancelReply, findReply, keepFiles, lockConversation } from './scheduled-rows.js';

/**
 * Cancels a scheduled reply, or removes a refused one from the list.
 * @throws NotFoundError, ConflictError unless it is SCHEDULED or FAILED
 */
export type CancelScheduledReply = (request: {
  readonly tenantId: string;
  readonly scheduledReplyId: string;
}) => Promise<void>;

/** Creates the use case. */
export function createCancelScheduledReply(database: Database): CancelScheduledReply {
  return async ({ tenantId, scheduledReplyId }) => {
    const [reply] = isUuid(scheduledReplyId) ? await database.query(findReply, [scheduledReplyId]) : [];
    if (reply?.tenantId !== tenantId) throw new NotFoundError('scheduled reply', scheduledReplyId);
    await database.publish(tenantId, async ({ query, emit }) => {
      // First, as the job that sends it does.
      const [conversation] = await query(lockConversation, [tenantId, reply.conversationId]);
      const [cancelled] = await query(cancelReply, [tenantId, reply.id, true]);
      if (!cancelled) {
        const [found] = await query(findReply, [reply.id]);
        throw new ConflictError(
          `The scheduled reply is ${found?.status}; only one that is SCHEDULED or FAILED can be cancelled.`,
          { reason: 'WRONG_STATE' },
        );
      }
      if (cancelled.attachmentIds.length > 0) await query(keepFiles, [tenantId, cancelled.attachmentIds]);
      if (conversation) emit(toConversationUpdated(conversation, ['scheduledReplies']));
    });
  };
}
