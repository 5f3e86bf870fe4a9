/** A user's retry of a message. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, bool, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { MessageStatus } from '../domain/delivery-status.js';
import { erasedAddress } from '../domain/erased.js';
import { ChannelNotActiveError, MessageNotRetryableError, NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { ChannelStatus, MessageDirection, type ProviderKind } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { findLatestAttempt } from '../messages/attempts.js';
import { type LockedMessage, lockMessage, toEvents } from '../messages/locked-message.js';
import { requeueMessage } from '../messages/message-status.js';
import { enqueueSend } from '../messages/send-job.js';
import type { Provider } from '../providers/contract/provider.js';
import { createFindReplyWindow, refuseOutsideWindow } from './reply-window.js';

/** The message, and whether a duplicate at the customer is acceptable. */
export interface RetryMessageRequest {
  readonly tenantId: string;
  readonly messageId: string;
  readonly acceptPossibleDuplicate: boolean;
}

/** Options of `createRetryMessage`. */
export interface RetryMessageOptions {
  readonly database: Database;
  readonly getProvider: (kind: ProviderKind) => Provider;
}

/** Queues a message again; resolves when it is committed. */
export type RetryMessage = (request: RetryMessageRequest) => Promise<{ readonly messageId: string }>;

const channel = tableOf(Channel).of('h');
const conversation = tableOf(Conversation).of('c');
const message = tableOf(Message).of('m');

const contextStatement = statement(
  'retry-context',
  sql`select ${as('status', channel.status)}, ${as('kind', channel.kind)}, ${as('address', conversation.address)},
          ${as('lastInboundAt', conversation.lastInboundAt)}, ${as('isTemplate', bool(`${message.templateId} is not null`))}
     from ${tableOf(Message).table} m
     join ${tableOf(Conversation).table} c on ${conversation.id} = ${message.conversationId}
     join ${tableOf(Channel).table} h on ${channel.id} = ${message.channelId}
    where ${message.id} = $1`,
);

/**
 * Creates the use case. The retry is a new attempt of the same message, on the same channel. Of several calls at once
 * one queues it and the others are refused, as it is QUEUED by then.
 *
 * It throws NotFoundError, MessageNotRetryableError, ChannelNotActiveError or, for free text outside the reply window,
 * ReplyWindowClosedError; nothing is written then.
 */
export function createRetryMessage({ database, getProvider }: RetryMessageOptions): RetryMessage {
  const findReplyWindow = createFindReplyWindow(getProvider);
  return async ({ tenantId, messageId, acceptPossibleDuplicate }) => {
    if (!isUuid(messageId)) throw new NotFoundError('message', messageId);
    return database.publish(tenantId, async transaction => {
      const locked = await lockMessage(transaction, tenantId, messageId);
      if (locked === null) throw new NotFoundError('message', messageId);
      checkRetryable(locked, acceptPossibleDuplicate);
      const [found] = await transaction.query(contextStatement, [locked.id]);
      if (found?.address === erasedAddress)
        throw new MessageNotRetryableError(locked.status, 'the data of its recipient were erased');
      if (found && found.status !== ChannelStatus.ACTIVE) {
        throw new ChannelNotActiveError(locked.channelId, found.status);
      }
      if (found && !found.isTemplate) refuseOutsideWindow(findReplyWindow(found));
      const latest = await findLatestAttempt(transaction, locked.id);
      await requeueMessage(transaction, locked, null);
      await enqueueSend(transaction, {
        tenantId,
        messageId: locked.id,
        channelId: locked.channelId,
        attemptsBefore: latest?.number ?? 0,
      });
      transaction.emit(...toEvents(locked));
      return { messageId: locked.id };
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
