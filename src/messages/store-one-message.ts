/**
 * Stores one plain message of a known contact: like `store-messages.ts` for a batch, without the parts that a single
 * text does not need (arrays, files, topics, notes). A single webhook is the usual case at low load, and starting the
 * batch's function for it took longer than the work itself.
 */
import { tableOf } from '../database/columns.js';
import { insertSelect } from '../database/insert-select.js';
import { isAddress } from '../database/is-address.js';
import { quoted } from '../database/sql.js';
import { changedByOpeningSql, storingStatements } from '../delivery/stored-row.js';
import { ConversationStatus, EventType } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { DomainEventRecord } from '../entities/domain-event.entity.js';
import { EventCounter } from '../entities/event-counter.entity.js';
import { Message } from '../entities/message.entity.js';
import { insertLedgerRow } from './ledger-row.js';
import type { MessageRow } from './message-row.js';
import {
  asParameters,
  inboundValues,
  messageValues,
  plainColumns,
  structuredColumns,
  toParameters,
} from './row-columns.js';
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

const $ = asParameters(plainColumns, 3);

/** $1 tenant, $2 how long to wait for a lock (as in `storeMessages`), then the message. Returns a StoredRow, or nothing for a contact without a conversation. */
export const storeOneMessage = storingStatements(
  'store-one-message',
  {
    facts: {
      n: '0',
      messageId: inserted.id,
      conversationId: 'k.conversation_id',
      isStored: `${inserted.id} is not null`,
      openedFrom: 'k.opened_from',
      hasWaiting: `${inserted.id} is not null and ${hasWaitingSql($.channelId, $.externalId)}`,
      position: '(select position from counted)',
      eventCount: '1',
      at: 'now()',
      was: 'null::jsonb',
      newLeadId: 'null::uuid',
      isNewConversation: 'false',
      noteId: 'null::uuid',
    },
    aliases: { message: 'i', conversation: 'mv', channel: 'ch', contact: 'ct' },
  },
  (columns, hasRows) => `with patience as materialized (
     select set_config('lock_timeout', coalesce($2::text, current_setting('lock_timeout')), true)
   ), known as (
     select ${conversation.id} as conversation_id, nullif(${conversation.status}, ${quoted(ConversationStatus.OPEN)}) as opened_from
       from patience, ${tableOf(ContactIdentity).table} ci
       join ${conversations.table} c on ${conversation.channelId} = ${$.channelId} and ${conversation.identityId} = ${identity.id}
      where ${isAddress('ci', $.identityKind, $.canonical)}
   ), inserted as (
     ${insertSelect(messages, { ...messageValues($), ...inboundValues('conversation_id') })}
       from known
     on conflict (${messages.column.channelId}, ${messages.column.externalId}) do nothing
     returning ${hasRows ? '*' : `${messages.column.id}, ${messages.column.conversationId}`}
   ), moved as (
     update ${conversations.table} c set
       ${conversations.column.unreadCount} = ${conversation.unreadCount} + 1,
       ${conversations.column.lastMessageId} = ${inserted.id},
       ${conversations.column.lastActivityAt} = greatest(${conversation.lastActivityAt}, ${$.createdAt}),
       ${conversations.column.lastInboundAt} = greatest(${conversation.lastInboundAt}, ${$.writtenAt}),
       ${conversations.column.status} = ${quoted(ConversationStatus.OPEN)},
       ${conversations.column.snoozedUntil} = null
       from inserted i where ${conversation.id} = ${inserted.conversationId}
     returning ${hasRows ? 'c.*' : conversation.id}
   ), counted as (
     update ${counters.table} set ${counters.column.position} = ${counters.column.position} + 1
      where ${counters.column.tenantId} = $1 and exists (select 1 from moved)
     returning ${counters.column.position} as position
   ), logged as (
     insert into ${events.table} (${events.list(['tenantId', 'position', 'kind', 'subjectId', 'channelId', 'conversationId', 'messageId', 'changed', 'at'])})
     select $1, counted.position, ${quoted(EventType.MESSAGE_ADDED)}, ${inserted.id}, ${$.channelId}, ${inserted.conversationId}, ${inserted.id}, ${changedByOpeningSql('k.opened_from')}, now()
       from counted, inserted i, known k
   ), recorded as (
     ${insertLedgerRow($, inserted.id, 'known left join inserted i on true')}
   )
   select ${columns} from known k left join inserted i on true${
     hasRows
       ? ` left join moved mv on true
           left join ${channels.table} ch on ${channels.of('ch').id} = ${moved.channelId}
           left join ${contacts.table} ct on ${contacts.of('ct').id} = ${moved.contactId}`
       : ''
   }`,
);

/** True if the statement can store the message: a text without files or structure, and without keywords of a topic. */
export function isPlain(row: MessageRow): boolean {
  const isStructured = structuredColumns.some(column => row[column] !== null);
  return row.topicId === null && row.attachments === '[]' && row.addsUnread && !isStructured;
}

/** The parameters of `storeOneMessage`. */
export function storeOneParameters(
  tenantId: string,
  row: MessageRow,
  lockTimeoutMs: number | null,
): unknown[] {
  const patience = lockTimeoutMs === null ? null : `${lockTimeoutMs}ms`;
  return [tenantId, patience, ...toParameters(plainColumns, row)];
}
