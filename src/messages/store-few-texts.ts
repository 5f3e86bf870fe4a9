/**
 * Stores two to four plain texts of known contacts of one company: like `store-messages.ts` for any batch, without the parts
 * that these do not need (files, notes, people). A few messages at once are usual, and the start of the
 * batch's function took longer than their own work. There is a statement for each number of texts.
 *
 * All or nothing: unless each text has a conversation, nothing is written and there are no rows.
 */
import { tableOf } from '../database/columns.js';
import { insertSelect } from '../database/insert-select.js';
import { isAddress } from '../database/is-address.js';
import { quoted } from '../database/sql.js';
import { changedByOpeningSql, type StoringStatements, storingStatements } from '../delivery/stored-row.js';
import { ConversationStatus, EventType, TopicSource } from '../domain/vocabulary.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { DomainEventRecord } from '../entities/domain-event.entity.js';
import { EventCounter } from '../entities/event-counter.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Message } from '../entities/message.entity.js';
import { insertLedgerRow } from './ledger-row.js';
import { toAddressKey } from './message-row.js';
import {
  asColumns,
  asParameters,
  inboundValues,
  messageValues,
  plainColumns,
  toParameters,
} from './row-columns.js';
import { takesTopicSql } from './rule-topic.js';
import type { MessageToStore } from './store-messages.js';
import { isPlainText } from './store-one-message.js';
import { eventList, factsOfText, joinedRows, movedBy, rowAliases, wasBefore } from './text-sql.js';
import { hasWaitingSql } from './waiting-changes.js';

/** With more, the function that stores any batch costs less. */
const maxTexts = 4;

const conversations = tableOf(Conversation);
const counters = tableOf(EventCounter);
const messages = tableOf(Message);
const leads = tableOf(Lead);
const identities = tableOf(ContactIdentity);
const identity = identities.of('ci');
const conversation = conversations.of('c');
const inserted = messages.of('i');
const moved = conversations.of('mv');
const lead = leads.of('l');
const counter = counters.of('ec');

/** Columns of each text; the topic is no column of the message. */
const columns = [...plainColumns, 'topicId'] as const;
/** What most parts need of a text: a scan of all its columns would take as long as their work. */
const keyColumns = ['id', 'channelId', 'externalId', 'createdAt', 'writtenAt', 'topicId'] as const;
const given = asColumns(columns, 'g');
const plain = asColumns(plainColumns, 'g');
/** A text with its conversation. */
const text = asColumns(keyColumns, 'k');

/** $1 the tenant, $2 how long to wait for a lock (as in `storeMessages`), then the columns of each text. */
function storeTexts(size: number): StoringStatements {
  const rows = Array.from({ length: size }, (_, n) => {
    const parameters = asParameters(columns, 3 + n * columns.length);
    return `(${[n, ...columns.map(column => parameters[column])].join(', ')})`;
  });
  return storingStatements(
    `store-${size}-texts`,
    {
      facts: {
        ...factsOfText,
        n: 'k.n',
        messageId: inserted.id,
        conversationId: 'k.conversation_id',
        isStored: `${inserted.id} is not null`,
        openedFrom: 'k.opened_from',
        hasWaiting: `${inserted.id} is not null and ${hasWaitingSql(text.channelId, text.externalId)}`,
        position: 'counted.position',
        eventCount: 'counted.added::int',
        was: 'k.was',
        updatedLeadId: 'r.id',
        leadFields: `'topic'`,
      },
      aliases: rowAliases,
    },
    (selected, hasRows) => `with patience as materialized (
     select set_config('lock_timeout', coalesce($2::text, current_setting('lock_timeout')), true)
   ), given as materialized (
     select * from (values ${rows.join(', ')}) as g(n, ${columns.map(column => `"${column}"`).join(', ')})
   ), found as (
     select g.n, ${keyColumns.map(column => given[column]).join(', ')}, c.conversation_id, c.opened_from, c.was
       from patience, given g
      cross join lateral (
        select ${identity.id} from ${identities.table} ci where ${isAddress('ci', given.identityKind, given.canonical)} limit 1
      ) a
      cross join lateral (
        select ${conversation.id} as conversation_id, nullif(${conversation.status}, ${quoted(ConversationStatus.OPEN)}) as opened_from,
               ${wasBefore(given.topicId)} as was
          from ${conversations.table} c where ${conversation.channelId} = ${given.channelId} and ${conversation.identityId} = a.id limit 1
      ) c
   ), known as (
     select * from found where (select count(*) from found) = ${size}
   ), inserted as (
     ${insertSelect(messages, { ...messageValues(plain), ...inboundValues('k.conversation_id') })}
       from given g join known k on k.n = g.n order by ${text.channelId}, ${text.externalId}
     on conflict (${messages.column.channelId}, ${messages.column.externalId}) do nothing
     returning ${hasRows ? '*' : `${messages.column.id}, ${messages.column.conversationId}`}
   ), moved as (
     update ${conversations.table} c set ${movedBy(text, text.topicId)}
       from (select k.* from inserted i join known k on ${text.id} = ${inserted.id} order by k.conversation_id) k
      where ${conversation.id} = k.conversation_id
     returning ${hasRows ? 'c.*' : `${conversation.id}, ${conversation.leadId}`}
   ), retopiced as (
     -- After the conversations are locked, as everywhere. Conversations of one contact may share a lead: the last text counts.
     update ${leads.table} l set
       ${leads.column.topicId} = t.topic_id, ${leads.column.topicSource} = ${quoted(TopicSource.RULE)}, ${leads.column.updatedAt} = now()
       from (select distinct on (${moved.leadId}) ${moved.leadId} as lead_id, k.n, ${text.topicId} as topic_id
               from moved mv join known k on k.conversation_id = ${moved.id}
              where ${text.topicId} is not null order by ${moved.leadId}, k.n desc) t
      where ${lead.id} = t.lead_id and ${takesTopicSql(lead, 't.topic_id')}
     returning ${lead.id}, t.n
   ), counted as (
     update ${counters.table} ec set ${counters.column.position} = ${counter.position} + e.added
       from (select (select count(*) from moved) + (select count(*) from retopiced) as added) e
      where ${counter.tenantId} = $1 and e.added > 0
     returning ${counter.position} as position, e.added
   ), logged as (
     insert into ${tableOf(DomainEventRecord).table} (${eventList})
     select $1, counted.position - counted.added + row_number() over (order by e.n, e.part), e.kind, e.subject, e.channel, e.conversation, e.message, e.changed, now(), e.was
       from counted, (
              select k.n, 1 as part, ${quoted(EventType.MESSAGE_ADDED)} as kind, ${text.id} as subject, ${text.channelId} as channel,
                     k.conversation_id as conversation, ${text.id} as message, ${changedByOpeningSql('k.opened_from')} as changed, k.was
                from inserted i join known k on ${text.id} = ${inserted.id}
               union all
              select r.n, 2, ${quoted(EventType.LEAD_UPDATED)}, r.id, null, null, null, '{topic}'::text[], null from retopiced r
            ) e
   ), recorded as (
     ${insertLedgerRow(plain, inserted.id, `given g join known k on k.n = g.n left join inserted i on ${inserted.id} = ${text.id}`)}
   )
   select ${selected} from known k left join inserted i on ${inserted.id} = ${text.id} left join counted on true left join retopiced r on r.n = k.n ${hasRows ? joinedRows : ''}`,
  );
}

const statements = [2, 3, maxTexts].map(storeTexts);

/**
 * The statements that can store these messages. Null for others: one alone, too many, of several companies, two of one
 * address, with files or structure, or of a person who may be new.
 */
export function findStoreTexts(batch: readonly MessageToStore[]): StoringStatements | null {
  const found = statements[batch.length - 2];
  if (found === undefined || !batch.every(isKnownText)) return null;
  const tenants = new Set(batch.map(({ prepared }) => prepared.item.account.tenantId));
  const addresses = new Set(batch.map(({ prepared }) => toAddressKey(prepared.row)));
  return tenants.size === 1 && addresses.size === batch.length ? found : null;
}

const isKnownText = ({ prepared, isExpected, made }: MessageToStore): boolean =>
  isExpected === true && made === undefined && isPlainText(prepared.row);

/** The parameters of the statements of `findStoreTexts`. */
export function storeTextsParameters(
  batch: readonly MessageToStore[],
  lockTimeoutMs: number | null,
): unknown[] {
  const patience = lockTimeoutMs === null ? null : `${lockTimeoutMs}ms`;
  const tenantId = batch[0]?.prepared.item.account.tenantId;
  return [tenantId, patience, ...batch.flatMap(({ prepared }) => toParameters(columns, prepared.row))];
}
