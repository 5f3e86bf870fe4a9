/**
 * Storing one plain message of a person who is known: what `store-messages.ts` does for a batch, without what a lone
 * text has no use for (arrays, files, topics, notes). A webhook that comes alone is the usual case of a quiet hour, and
 * starting the batch's large plan for it took longer than the work itself.
 */
import { tableOf } from '../database/columns.js';
import { changedByOpeningSql, storingStatements } from '../delivery/stored-row.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { DomainEventRecord } from '../entities/domain-event.entity.js';
import { EventCounter } from '../entities/event-counter.entity.js';
import { Message } from '../entities/message.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import type { MessageRow } from './message-row.js';
import { ledgerColumns, messageColumns, replayedLedgerRow } from './store-messages.js';
import { hasWaitingSql } from './waiting-changes.js';

const conversations = tableOf(Conversation);
const events = tableOf(DomainEventRecord);
const counters = tableOf(EventCounter);
const messages = tableOf(Message);
const identity = tableOf(ContactIdentity).of('ci');
const conversation = conversations.of('c');
const inserted = messages.of('i');
const moved = conversations.of('mv');
const channels = tableOf(Channel);
const contacts = tableOf(Contact);

const parameterNames = [
  'identity_kind',
  'canonical',
  'channel_id',
  'message_id',
  'kind',
  'text',
  'reply_to_external_id',
  'external_event_id',
  'ledger_id',
  'sent_at',
  'written_at',
  'received_at',
  'account_id',
  'channel_external_id',
  'source',
  'event_type',
  'item_index',
  'kept_body',
  'headers',
] as const satisfies readonly (keyof MessageRow)[];

const types: Partial<Record<(typeof parameterNames)[number], string>> = {
  channel_id: 'uuid',
  message_id: 'uuid',
  ledger_id: 'uuid',
  account_id: 'uuid',
  sent_at: 'timestamptz',
  written_at: 'timestamptz',
  received_at: 'timestamptz',
  item_index: 'smallint',
  headers: 'jsonb',
};
const $ = Object.fromEntries(
  parameterNames.map((name, index) => [name, `$${index + 2}::${types[name] ?? 'text'}`]),
) as Record<(typeof parameterNames)[number], string>;

/** $1 tenant, then the message. Answers a StoredRow, or nothing for a person without a conversation. */
export const storeOneMessage = storingStatements(
  'store-one-message',
  {
    facts: {
      n: '0',
      messageId: inserted.id,
      conversationId: 'k.conversation_id',
      isStored: `${inserted.id} is not null`,
      openedFrom: 'k.opened_from',
      hasWaiting: `${inserted.id} is not null and ${hasWaitingSql($.channel_id, $.external_event_id)}`,
      position: '(select position from counted)',
      eventCount: '1',
      at: 'now()',
    },
    aliases: { message: 'i', conversation: 'mv', channel: 'ch', contact: 'ct' },
  },
  (columns, hasRows) => `with known as (
     select ${conversation.id} as conversation_id, nullif(${conversation.status}, 'OPEN') as opened_from
       from ${tableOf(ContactIdentity).table} ci
       join ${conversations.table} c on ${conversation.channelId} = ${$.channel_id} and ${conversation.identityId} = ${identity.id}
      where ${identity.tenantId} = $1 and ${identity.kind} = ${$.identity_kind} and ${identity.canonical} = ${$.canonical}
   ), inserted as (
     insert into ${messages.table} (${messageColumns})
     select ${$.message_id}, $1, conversation_id, ${$.channel_id}, 'INBOUND', ${$.kind}, ${$.text}, 'CONTACT',
            ${$.reply_to_external_id}, 'RECEIVED', ${$.external_event_id}, false, ${$.ledger_id}, ${$.sent_at}, ${$.received_at}, null, null
       from known
     on conflict (${messages.column.channelId}, ${messages.column.externalId}) do nothing
     returning ${hasRows ? '*' : `${messages.column.id}, ${messages.column.conversationId}`}
   ), moved as (
     update ${conversations.table} c set
       ${conversations.column.unreadCount} = ${conversation.unreadCount} + 1,
       ${conversations.column.lastMessageId} = ${inserted.id},
       ${conversations.column.lastActivityAt} = greatest(${conversation.lastActivityAt}, ${$.received_at}),
       ${conversations.column.lastInboundAt} = greatest(${conversation.lastInboundAt}, ${$.written_at}),
       ${conversations.column.status} = 'OPEN',
       ${conversations.column.snoozedUntil} = null
       from inserted i where ${conversation.id} = ${inserted.conversationId}
     returning ${hasRows ? 'c.*' : conversation.id}
   ), counted as (
     update ${counters.table} set ${counters.column.position} = ${counters.column.position} + 1
      where ${counters.column.tenantId} = $1 and exists (select 1 from moved)
     returning ${counters.column.position} as position
   ), logged as (
     insert into ${events.table} (${events.list(['tenantId', 'position', 'kind', 'subjectId', 'channelId', 'conversationId', 'messageId', 'changed', 'at'])})
     select $1, counted.position, 'MESSAGE_ADDED', ${inserted.id}, ${$.channel_id}, ${inserted.conversationId}, ${inserted.id}, ${changedByOpeningSql('k.opened_from')}, now()
       from counted, inserted i, known k
   ), recorded as (
     insert into ${tableOf(WebhookEvent).table} as w (${ledgerColumns})
     select ${$.ledger_id}, $1, ${$.account_id}, ${$.channel_id}, ${$.channel_external_id}, ${$.source}, ${$.event_type},
            ${$.external_event_id}, ${$.item_index}, case when ${inserted.id} is null then 'DUPLICATE' else 'PROCESSED' end,
            ${$.received_at}, clock_timestamp(), ${$.kept_body}, ${$.headers}, ${inserted.id}
       from known left join inserted i on true
     ${replayedLedgerRow}
   )
   select ${columns} from known k left join inserted i on true${
     hasRows
       ? ` left join moved mv on true
           left join ${channels.table} ch on ${channels.of('ch').id} = ${moved.channelId}
           left join ${contacts.table} ct on ${contacts.of('ct').id} = ${moved.contactId}`
       : ''
   }`,
);

/** Whether the statement can store the message: a text without files or structure, and without words that point to a topic. */
export function isPlain({ attachments, topic_id, content, referral, adds_unread }: MessageRow): boolean {
  return topic_id === null && attachments === '[]' && content === null && referral === null && adds_unread;
}

/** The parameters of `storeOneMessage`. */
export function storeOneParameters(tenantId: string, row: MessageRow): unknown[] {
  return [tenantId, ...parameterNames.map(name => row[name])];
}
