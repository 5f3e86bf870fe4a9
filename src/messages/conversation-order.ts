/**
 * Order within a conversation: a message is sent when every older one of the conversation is settled, that is neither
 * QUEUED nor SENDING. A job that runs too early ends without an effect; the transaction that settles the older message
 * adds the job of the next one.
 *
 * No message is lost between the two: the early job reads the older message through its row lock, so it either sees it
 * settled, or the settling transaction looks for the next one after the early message was stored.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { quoted } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { MessageStatus } from '../domain/delivery-status.js';
import { MessageDirection } from '../domain/vocabulary.js';
import { Message } from '../entities/message.entity.js';
import type { LockedMessage } from './locked-message.js';
import { addSendJob } from './send-job.js';

const messages = tableOf(Message);
const message = messages.of('m');

/** True if a message with this status is still to be sent, or being sent. */
export const isUnsettled = (status: MessageStatus): boolean =>
  status === MessageStatus.QUEUED || status === MessageStatus.SENDING;

/** SQL condition: the message of this alias is outbound and not settled. */
export const isUnsettledSql = (alias: string): string =>
  `${messages.of(alias).status} in (${quoted(MessageStatus.QUEUED, MessageStatus.SENDING)}) and ${messages.of(alias).direction} = ${quoted(MessageDirection.OUTBOUND)}`;

const olderStatement = statement(
  'outbox-older-message',
  `select ${message.id} as "id" from ${messages.table} m
    where ${message.conversationId} = $1 and ${message.id} < $2 and ${isUnsettledSql('m')}
    order by ${message.id} limit 1 for share`,
);

const nextStatement = statement(
  'outbox-enqueue-next',
  `select ${addSendJob({
    tenantId: 'next.tenant_id',
    messageId: 'next.id',
    channelId: 'next.channel_id',
    keepsRunAt: true,
  })}
     from (select ${message.id} as id, ${message.tenantId} as tenant_id, ${message.channelId} as channel_id
             from ${messages.table} m
            where ${message.conversationId} = $1 and ${message.id} > $2 and ${message.status} = ${quoted(MessageStatus.QUEUED)}
              and ${message.direction} = ${quoted(MessageDirection.OUTBOUND)}
            order by ${message.id} limit 1) next`,
);

/** True if an older message of the conversation must be settled first. */
export async function isBehindAnother(transaction: Transaction, locked: LockedMessage): Promise<boolean> {
  const rows = await transaction.query(olderStatement, [locked.conversationId, locked.id]);
  return rows.length > 0;
}

/**
 * Enqueues the next message of the conversation, if this transaction has settled this one; must be called in every
 * transaction that changes a status. Never for one that was settled before: its successor may be in flight.
 */
export async function enqueueNextIfSettled(transaction: Transaction, locked: LockedMessage): Promise<void> {
  if (!isUnsettled(locked.statusBefore) || isUnsettled(locked.status)) return;
  await transaction.query(nextStatement, [locked.conversationId, locked.id]);
}
