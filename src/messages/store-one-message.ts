/**
 * Stores one plain message of a known contact: like `store-messages.ts` for a batch, without the parts that a single
 * text does not need (arrays, files, notes). A single webhook is the usual case at low load, and starting the
 * batch's function for it took longer than the work itself. A text with keywords of a topic has a statement of its own.
 */
import { tableOf } from '../database/columns.js';
import { insertSelect } from '../database/insert-select.js';
import { isAddress } from '../database/is-address.js';
import { quoted } from '../database/sql.js';
import { changedByOpeningSql, storingStatements } from '../delivery/stored-row.js';
import { ConversationStatus, EventType, TopicSource } from '../domain/vocabulary.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { DomainEventRecord } from '../entities/domain-event.entity.js';
import { EventCounter } from '../entities/event-counter.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Message } from '../entities/message.entity.js';
import { insertLedgerRow } from './ledger-row.js';
import type { MessageRow } from './message-row.js';
import {
  asParameters,
  inboundValues,
  messageValues,
  plainColumns,
  type RowColumn,
  structuredColumns,
  toParameters,
} from './row-columns.js';
import { takesTopicSql } from './rule-topic.js';
import { eventList, factsOfText, joinedRows, movedBy, rowAliases, wasBefore } from './text-sql.js';
import { hasWaitingSql } from './waiting-changes.js';

const conversations = tableOf(Conversation);
const events = tableOf(DomainEventRecord);
const counters = tableOf(EventCounter);
const messages = tableOf(Message);
const leads = tableOf(Lead);
const identity = tableOf(ContactIdentity).of('ci');
const conversation = conversations.of('c');
const inserted = messages.of('i');
const moved = conversations.of('mv');
const lead = leads.of('l');

const topicColumns = [...plainColumns, 'topicId'] as const;
const $ = asParameters(topicColumns, 3);
/** Without the topic, which is no column of the message. */
const plain = asParameters(plainColumns, 3);

/** The parts of the statement that concern the topic of the text. */
interface TopicSql {
  readonly topicId: string | null;
  readonly was: string;
  /** Changes the lead; rows only if it has another topic then. */
  readonly retopiced: string;
  readonly leadEvents: string;
  /** Column of the log, and the select list's. */
  readonly eventCount: string;
  readonly updatedLeadId: string;
  readonly leadFields: string;
}

const noTopic: TopicSql = {
  topicId: null,
  was: 'null::jsonb',
  retopiced: '',
  leadEvents: '',
  eventCount: '1',
  updatedLeadId: 'null::uuid',
  leadFields: 'null::text',
};

const ofTopic: TopicSql = {
  topicId: $.topicId,
  was: wasBefore($.topicId),
  // After the conversation is locked, as everywhere.
  retopiced: `retopiced as (
     update ${leads.table} l set
       ${leads.column.topicId} = ${$.topicId}, ${leads.column.topicSource} = ${quoted(TopicSource.RULE)}, ${leads.column.updatedAt} = now()
       from moved mv where ${lead.id} = ${moved.leadId} and ${takesTopicSql(lead, $.topicId)}
     returning ${lead.id}
   ), `,
  leadEvents: `
     union all
     select $1, counted.position, ${quoted(EventType.LEAD_UPDATED)}, r.id, null, null, null, '{topic}'::text[], now(), null from counted, retopiced r`,
  eventCount: '(1 + (select count(*) from retopiced))::int',
  updatedLeadId: '(select id from retopiced)',
  leadFields: `'topic'`,
};

/** A statement for one message; `topic` is the part of its topic. */
const storeOne = (name: string, topic: TopicSql) =>
  storingStatements(
    name,
    {
      facts: {
        ...factsOfText,
        n: '0',
        messageId: inserted.id,
        conversationId: 'k.conversation_id',
        isStored: `${inserted.id} is not null`,
        openedFrom: 'k.opened_from',
        hasWaiting: `${inserted.id} is not null and ${hasWaitingSql($.channelId, $.externalId)}`,
        position: '(select position from counted)',
        eventCount: topic.eventCount,
        was: 'k.was',
        updatedLeadId: topic.updatedLeadId,
        leadFields: topic.leadFields,
      },
      aliases: rowAliases,
    },
    (columns, hasRows) => `with patience as materialized (
     select set_config('lock_timeout', coalesce($2::text, current_setting('lock_timeout')), true)
   ), known as (
     select ${conversation.id} as conversation_id, nullif(${conversation.status}, ${quoted(ConversationStatus.OPEN)}) as opened_from,
            ${topic.was} as was
       from patience, ${tableOf(ContactIdentity).table} ci
       join ${conversations.table} c on ${conversation.channelId} = ${$.channelId} and ${conversation.identityId} = ${identity.id}
      where ${isAddress('ci', $.identityKind, $.canonical)}
   ), inserted as (
     ${insertSelect(messages, { ...messageValues(plain), ...inboundValues('conversation_id') })}
       from known
     on conflict (${messages.column.channelId}, ${messages.column.externalId}) do nothing
     returning ${hasRows ? '*' : `${messages.column.id}, ${messages.column.conversationId}`}
   ), moved as (
     update ${conversations.table} c set ${movedBy({ ...$, id: inserted.id }, topic.topicId)}
       from inserted i where ${conversation.id} = ${inserted.conversationId}
     returning ${hasRows ? 'c.*' : `${conversation.id}, ${conversation.leadId}`}
   ), ${topic.retopiced}counted as (
     update ${counters.table} set ${counters.column.position} = ${counters.column.position} + ${topic.eventCount}
      where ${counters.column.tenantId} = $1 and exists (select 1 from moved)
     returning ${counters.column.position} as position
   ), logged as (
     insert into ${events.table} (${eventList})
     select $1, counted.position + 1 - ${topic.eventCount}, ${quoted(EventType.MESSAGE_ADDED)}, ${inserted.id}, ${$.channelId}, ${inserted.conversationId}, ${inserted.id},
            ${changedByOpeningSql('k.opened_from')}, now(), k.was
       from counted, inserted i, known k${topic.leadEvents}
   ), recorded as (
     ${insertLedgerRow(plain, inserted.id, 'known left join inserted i on true')}
   )
   select ${columns} from known k left join inserted i on true ${hasRows ? joinedRows : ''}`,
  );

/** $1 tenant, $2 how long to wait for a lock (as in `storeMessages`), then the message. Returns a StoredRow, or nothing for a contact without a conversation. */
const statements = {
  plain: { columns: plainColumns, ...storeOne('store-one-message', noTopic) },
  ofTopic: { columns: topicColumns, ...storeOne('store-one-of-topic', ofTopic) },
};

/** True for a text without files or structure, which these statements and those for a few texts can store. */
export function isPlainText(row: MessageRow): boolean {
  return (
    row.attachments === '[]' && row.addsUnread && structuredColumns.every(column => row[column] === null)
  );
}

/** The statements that can store the message: a text without files or structure. Null for another message. */
export function findStoreOne(row: MessageRow): (typeof statements)['plain' | 'ofTopic'] | null {
  if (!isPlainText(row)) return null;
  return row.topicId === null ? statements.plain : statements.ofTopic;
}

/** The parameters of a statement for one message. */
export function storeOneParameters(
  columns: readonly RowColumn[],
  tenantId: string,
  row: MessageRow,
  lockTimeoutMs: number | null,
): unknown[] {
  const patience = lockTimeoutMs === null ? null : `${lockTimeoutMs}ms`;
  return [tenantId, patience, ...toParameters(columns, row)];
}
