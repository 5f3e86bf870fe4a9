/**
 * Writing a message in the name of the system: message, history, conversation and job in one statement. It leaves
 * from its conversation's own number like a person's reply, and no argument names another.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { MessageStatusChange } from '../entities/message-status-change.entity.js';
import { addSendJob } from './send-job.js';

/** A notice that is to be written. */
export interface NewNotice {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly text: string;
  /** Unique in the tenant: a notice that was written before is not written again. */
  readonly idempotencyKey: string;
}

/** A notice that was written. */
export interface AddedNotice {
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
  'add-notice',
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
       'status',
       'idempotencyKey',
       'hasAttachments',
       'sentAt',
       'createdAt',
     ])})
     select $1, ${conversation.tenantId}, ${conversation.id}, ${conversation.channelId}, 'OUTBOUND', 'TEXT', $4,
            'SYSTEM', 'QUEUED', $5, false, now(), now()
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
     select $6, ${added.tenantId}, ${added.channelId}, ${added.id}, ${added.status}, ${added.createdAt}, ${added.createdAt}, true from a
   ), moved as (
     update ${conversations.table} c set
       ${conversations.column.lastMessageId} = ${added.id},
       ${conversations.column.lastActivityAt} = greatest(${conversation.lastActivityAt}, ${added.createdAt})
       from a where ${conversation.id} = ${added.conversationId}
   ), queued as (
     select ${addSendJob({ tenantId: added.tenantId, messageId: added.id, channelId: added.channelId })} from a
   )
   select ${added.id} as "messageId", ${added.conversationId} as "conversationId", ${added.channelId} as "channelId"
     from a where (select count(*) from queued) = 1`,
);

/** Writes a notice. @returns null when one with the key was written before */
export async function addNotice(transaction: Transaction, notice: NewNotice): Promise<AddedNotice | null> {
  const [row] = await transaction.query<AddedNotice>(addStatement, [
    uuidV7(),
    notice.tenantId,
    notice.conversationId,
    notice.text,
    notice.idempotencyKey,
    uuidV7(),
  ]);
  return row ?? null;
}
