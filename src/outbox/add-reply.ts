/** Writing a reply: message, history, conversation and job in one statement. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { MessageStatusChange } from '../entities/message-status-change.entity.js';
import { addSendJob } from './send-job.js';

/** A reply that is to be written. */
export interface NewReply {
  readonly id: string;
  readonly tenantId: string;
  readonly conversationId: string;
  readonly text: string;
  readonly authorUserId: string;
  readonly replyToExternalId: string | null;
  readonly idempotencyKey: string | null;
}

/** A reply that was written. */
export interface AddedReply {
  readonly messageId: string;
  readonly conversationId: string;
  readonly channelId: string;
}

const messages = tableOf(Message);
const changes = tableOf(MessageStatusChange);
const conversations = tableOf(Conversation);
const conversation = conversations.of('c');
const added = messages.of('a');

const addStatement = statement(
  'add-reply',
  `with a as (
     insert into ${messages.table} (${messages.list([
       'id',
       'tenantId',
       'conversationId',
       'channelId',
       'direction',
       'kind',
       'text',
       'authorKind',
       'authorUserId',
       'replyToExternalId',
       'status',
       'idempotencyKey',
       'hasAttachments',
       'sentAt',
       'createdAt',
     ])})
     select $1, ${conversation.tenantId}, ${conversation.id}, ${conversation.channelId}, 'OUTBOUND', 'TEXT', $4,
            'USER', $5, $6, 'QUEUED', $7, false, now(), now()
       from ${conversations.table} c where ${conversation.id} = $3 and ${conversation.tenantId} = $2
     on conflict (${messages.column.tenantId}, ${messages.column.idempotencyKey})
       where ${messages.column.idempotencyKey} is not null do nothing
     returning *
   ), history as (
     insert into ${changes.table} (${changes.list([
       'id',
       'tenantId',
       'channelId',
       'messageId',
       'status',
       'at',
       'recordedAt',
       'applied',
     ])})
     select $8, ${added.tenantId}, ${added.channelId}, ${added.id}, ${added.status}, ${added.createdAt}, ${added.createdAt}, true from a
   ), moved as (
     update ${conversations.table} c set
       ${conversations.column.lastMessageId} = ${added.id},
       ${conversations.column.lastActivityAt} = greatest(${conversation.lastActivityAt}, ${added.createdAt})
       from a where ${conversation.id} = ${added.conversationId}
   ), queued as (
     select ${addSendJob({
       tenantId: added.tenantId,
       messageId: added.id,
       channelId: added.channelId,
     })} from a
   )
   select ${added.id} as "messageId", ${added.conversationId} as "conversationId", ${added.channelId} as "channelId"
     from a where (select count(*) from queued) = 1`,
);

/**
 * Writes a reply on its conversation's channel.
 * @returns null when the idempotency key is taken; waits for a transaction that is just about to take it.
 */
export async function addReply(transaction: Transaction, reply: NewReply): Promise<AddedReply | null> {
  const [row] = await transaction.query<AddedReply>(addStatement, [
    reply.id,
    reply.tenantId,
    reply.conversationId,
    reply.text,
    reply.authorUserId,
    reply.replyToExternalId,
    reply.idempotencyKey,
    uuidV7(),
  ]);
  return row ?? null;
}
