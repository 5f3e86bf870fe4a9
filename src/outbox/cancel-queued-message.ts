/** Use case: take a message back before it is sent. */
import type { Database } from '../database/database.js';
import { MessageStatus } from '../domain/delivery-status.js';
import { ConflictError, NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { MessageDirection } from '../domain/vocabulary.js';
import { enqueueNextIfSettled } from '../messages/conversation-order.js';
import { lockMessage, toEvents } from '../messages/locked-message.js';
import { recordStatus } from '../messages/message-status.js';

/** The message. */
export interface CancelQueuedMessageRequest {
  readonly tenantId: string;
  readonly messageId: string;
}

/** Cancels a message; resolves when it is committed. */
export type CancelQueuedMessage = (request: CancelQueuedMessageRequest) => Promise<void>;

/**
 * Creates the use case. The message stays, with the status CANCELLED. The claim of the send job takes the same row lock,
 * so that of both only one happens.
 *
 * It throws NotFoundError, or ConflictError for a message that is not QUEUED, or that the provider may have.
 */
export function createCancelQueuedMessage(database: Database): CancelQueuedMessage {
  return async ({ tenantId, messageId }) => {
    if (!isUuid(messageId)) throw new NotFoundError('message', messageId);
    await database.publish(tenantId, async transaction => {
      const locked = await lockMessage(transaction, tenantId, messageId);
      if (locked === null) throw new NotFoundError('message', messageId);
      if (locked.direction !== MessageDirection.OUTBOUND)
        throw new ConflictError('The message was received; only messages that we send can be cancelled.', {
          reason: 'WRONG_STATE',
        });
      if (locked.status === MessageStatus.CANCELLED)
        throw new ConflictError('The message is cancelled already.', { reason: 'WRONG_STATE' });
      // The provider's own queue is QUEUED too.
      if (locked.status !== MessageStatus.QUEUED || locked.externalId !== null)
        throw new ConflictError('The message is being sent, or was sent; it cannot be taken back.', {
          reason: 'TOO_LATE',
        });
      const update = { status: MessageStatus.CANCELLED, at: null, failure: null, sourceEventId: null };
      await recordStatus(transaction, locked, update);
      await enqueueNextIfSettled(transaction, locked);
      transaction.emit(...toEvents(locked));
    });
  };
}
