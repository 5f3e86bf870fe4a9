/** Use case: cancel a scheduled reply. */
import type { Database } from '../database/database.js';
import { ConflictError, NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { toConversationUpdated } from '../people/contact-events.js';
import { cancelReply, findReply, lockConversation } from './scheduled-rows.js';

/** Cancels a scheduled reply. @throws NotFoundError, ConflictError unless it is SCHEDULED */
export type CancelScheduledReply = (request: {
  readonly tenantId: string;
  readonly scheduledReplyId: string;
}) => Promise<void>;

/** Creates the use case. */
export function createCancelScheduledReply(database: Database): CancelScheduledReply {
  return async ({ tenantId, scheduledReplyId }) => {
    const unknown = new NotFoundError('scheduled reply', scheduledReplyId);
    if (!isUuid(scheduledReplyId)) throw unknown;
    await database.publish(tenantId, async transaction => {
      const [cancelled] = await transaction.query(cancelReply, [tenantId, scheduledReplyId]);
      if (!cancelled) {
        const [found] = await transaction.query(findReply, [scheduledReplyId]);
        if (found?.tenantId !== tenantId) throw unknown;
        throw new ConflictError(
          `The scheduled reply is ${found.status}; only a SCHEDULED one can be cancelled.`,
          {
            reason: 'WRONG_STATE',
          },
        );
      }
      const [conversation] = await transaction.query(lockConversation, [tenantId, cancelled.conversationId]);
      if (conversation) transaction.emit(toConversationUpdated(conversation, ['scheduledReplies']));
    });
  };
}
