/** A person's decision to send a message again. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { MessageStatus } from '../domain/delivery-status.js';
import { ChannelNotActiveError, MessageNotRetryableError, NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { ChannelStatus, MessageDirection } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { findLatestAttempt } from './attempts.js';
import { type LockedMessage, lockMessage, requeueMessage, toEvents } from './locked-message.js';
import { changeOutbox } from './outbox-transaction.js';
import { enqueueSend } from './send-job.js';

/** Which message, and whether a second copy at the customer would be acceptable. */
export interface RetryMessageRequest {
  readonly tenantId: string;
  readonly messageId: string;
  readonly acceptPossibleDuplicate: boolean;
}

/** Queues a message again; answers when it is committed. */
export type RetryMessage = (request: RetryMessageRequest) => Promise<{ readonly messageId: string }>;

const channel = tableOf(Channel).of('h');

const channelStatusStatement = statement(
  'retry-channel-status',
  `select ${channel.status} as "status" from ${tableOf(Channel).table} h where ${channel.id} = $1`,
);

/**
 * Makes the use case. The retry is a new attempt of the same message, on the same channel. Of several calls at once
 * one queues it and the others are refused, as it is QUEUED by then.
 *
 * It throws NotFoundError, MessageNotRetryableError or ChannelNotActiveError; nothing is written then.
 */
export function createRetryMessage(database: Database): RetryMessage {
  return async ({ tenantId, messageId, acceptPossibleDuplicate }) => {
    if (!isUuid(messageId)) throw new NotFoundError('message', messageId);
    return changeOutbox(database, tenantId, async transaction => {
      const locked = await lockMessage(transaction, tenantId, messageId);
      if (locked === null) throw new NotFoundError('message', messageId);
      checkRetryable(locked, acceptPossibleDuplicate);
      const [found] = await transaction.query<{ status: ChannelStatus }>(channelStatusStatement, [
        locked.channelId,
      ]);
      if (found && found.status !== ChannelStatus.ACTIVE) {
        throw new ChannelNotActiveError(locked.channelId, found.status);
      }
      const latest = await findLatestAttempt(transaction, locked.id);
      await requeueMessage(transaction, locked, null);
      await enqueueSend(transaction, {
        tenantId,
        messageId: locked.id,
        channelId: locked.channelId,
        attemptsBefore: latest?.number ?? 0,
      });
      return { result: { messageId: locked.id }, events: toEvents(locked) };
    });
  };
}

function checkRetryable({ direction, status }: LockedMessage, acceptPossibleDuplicate: boolean): void {
  if (direction !== MessageDirection.OUTBOUND) {
    throw new MessageNotRetryableError(status, 'only messages that we sent can be sent again');
  }
  if (status === MessageStatus.FAILED) return;
  if (status !== MessageStatus.UNKNOWN) {
    throw new MessageNotRetryableError(status, 'only a FAILED or UNKNOWN message can be sent again');
  }
  if (!acceptPossibleDuplicate) {
    throw new MessageNotRetryableError(
      status,
      'the customer may have it already; set acceptPossibleDuplicate to send it nevertheless',
    );
  }
}
