/** Use case: a user says that a message of which the outcome is not known has arrived. */
import type { Database } from '../database/database.js';
import { MessageStatus } from '../domain/delivery-status.js';
import { ConflictError, NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { lockMessage, toEvents } from '../messages/locked-message.js';
import { recordStatus } from '../messages/message-status.js';

/** The message. */
export interface ConfirmUnknownMessageRequest {
  readonly tenantId: string;
  readonly messageId: string;
}

/** Confirms a message; resolves when it is committed. */
export type ConfirmUnknownMessage = (request: ConfirmUnknownMessageRequest) => Promise<void>;

/**
 * Creates the use case. The message becomes SENT, the least that is true of one that arrived: a receipt still raises it, and
 * a failure that the provider reports still counts. Nothing is enqueued, and no job sends a message that is SENT.
 *
 * It throws NotFoundError, or ConflictError for a message that is not UNKNOWN, also when a report or a retry was faster.
 */
export function createConfirmUnknownMessage(database: Database): ConfirmUnknownMessage {
  return async ({ tenantId, messageId }) => {
    if (!isUuid(messageId)) throw new NotFoundError('message', messageId);
    await database.publish(tenantId, async transaction => {
      const locked = await lockMessage(transaction, tenantId, messageId);
      if (locked === null) throw new NotFoundError('message', messageId);
      if (locked.status !== MessageStatus.UNKNOWN)
        throw new ConflictError(`The message is ${locked.status}; only an UNKNOWN one is confirmed.`, {
          reason: 'WRONG_STATE',
        });
      const update = { status: MessageStatus.SENT, at: null, failure: null, sourceEventId: null };
      await recordStatus(transaction, locked, update);
      transaction.emit(...toEvents(locked));
    });
  };
}
