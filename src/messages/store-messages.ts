/**
 * Stores messages of known contacts: one prepared statement for a batch.
 *
 * It finds each message's conversation, inserts the new messages, updates the conversations, writes the ledger and the
 * event log, all or nothing. A message whose (channel, external id) exists changes only the ledger. A message without a
 * conversation has no row in the result and changes nothing: `people/upsert-contacts.ts` inserts the conversation, then
 * this statement runs again.
 *
 * Order of locks: message keys (sorted), conversations (sorted), the event counter last. All rows of one call belong to
 * one tenant.
 */
import { tableOf } from '../database/columns.js';
import { insertSelect } from '../database/insert-select.js';
import { isAddress } from '../database/is-address.js';
import { quoted } from '../database/sql.js';
import { changedByOpeningSql, storingStatements } from '../delivery/stored-row.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { AuthorKind, ConversationStatus, EventType, TopicSource } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { DomainEventRecord } from '../entities/domain-event.entity.js';
import { EventCounter } from '../entities/event-counter.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Message } from '../entities/message.entity.js';
import { Note } from '../entities/note.entity.js';
import { previousValuesSql } from '../people/contact-events.js';
import type { UpsertedContact } from '../people/upsert-contacts.js';
import { insertAttachments } from './attachment-rows.js';
import { insertLedgerRow } from './ledger-row.js';
import type { MessageRow } from './message-row.js';
import {
  allColumns,
  inboundValues,
  messageValues,
  rowColumnsOf,
  toArrays,
  unnestRows,
} from './row-columns.js';
import { takesTopicSql } from './rule-topic.js';
import { hasWaitingSql } from './waiting-changes.js';

const identities = tableOf(ContactIdentity);
const conversations = tableOf(Conversation);
const events = tableOf(DomainEventRecord);
const counters = tableOf(EventCounter);
const leads = tableOf(Lead);
const messages = tableOf(Message);
const notes = tableOf(Note);

const identity = identities.of('ci');
const conversation = conversations.of('c');
const lead = leads.of('l');
const counter = counters.of('ec');
const inserted = messages.of('i');
const moved = conversations.of('mv');
const channels = tableOf(Channel);
const contacts = tableOf(Contact);

/** Rows inserted for a message's sender, by `people/upsert-contacts.ts`. */
export interface MessageExtras {
  readonly n: number;
  readonly lead_id: string | null;
  readonly is_new_lead: boolean;
  readonly conversation_id: string;
  readonly is_new_conversation: boolean;
  readonly note_id: string | null;
}

const extraColumns = [
  ['n', 'int'],
  ['lead_id', 'uuid'],
  ['is_new_lead', 'boolean'],
  ['conversation_id', 'uuid'],
  ['is_new_conversation', 'boolean'],
  ['note_id', 'uuid'],
] as const satisfies readonly (readonly [keyof MessageExtras, string])[];

const extraArrays = extraColumns
  .map(([, type], index) => `$${2 + allColumns.length + index}::${type}[]`)
  .join(', ');
const extraNames = extraColumns.map(([name]) => name).join(', ');

const input = rowColumnsOf('i');
const known = rowColumnsOf('k');
const outcome = rowColumnsOf('o');
const stored = rowColumnsOf('s');

/** True if the text of a message changes the topic of its lead: a user's choice is kept. */
const retopics = takesTopicSql(lead, 'm.topic_id');

/** The id of a stored message; null for one that was known. */
const storedId = `case when o.is_stored then ${outcome.id} end`;

/** $1 tenant, then the columns of the messages, then those of their contents. */
export const storeMessages = storingStatements(
  'store-messages',
  {
    facts: {
      n: 'o.n',
      messageId: storedId,
      conversationId: 'o.conversation_id',
      isStored: 'o.is_stored',
      openedFrom: 'o.opened_from',
      hasWaiting: `o.is_stored and ${hasWaitingSql(outcome.channelId, outcome.externalId)}`,
      position: '(select last from counted)',
      eventCount: '(select added from counted)',
      at: 'now()',
      was: 'o.was',
    },
    aliases: { message: 'i', conversation: 'mv', channel: 'ch', contact: 'ct' },
  },
  (columns, hasRows) => `with input as materialized (
     select i.*, (i.place - 1)::int as n
       from ${unnestRows('i', 2)}
   ), extra as materialized (
     select * from unnest(${extraArrays}) as e(${extraNames})
   ), known as materialized (
     select i.*, ${conversation.id} as conversation_id, ${conversation.leadId} as lead_id,
            nullif(${conversation.status}, ${quoted(ConversationStatus.OPEN)}) as opened_from,
            case when ${takesTopicSql(conversation, input.topicId)} then ${previousValuesSql(conversation)} end as previous
       from input i
       join ${identities.table} ci on ${isAddress('ci', input.identityKind, input.canonical)}
       join ${conversations.table} c on ${conversation.channelId} = ${input.channelId} and ${conversation.identityId} = ${identity.id}
   ), inserted as (
     ${insertSelect(messages, {
       ...messageValues(known),
       ...inboundValues('k.conversation_id'),
       hasAttachments: `${known.attachments} <> '[]'`,
     })}
       from known k order by ${known.channelId}, ${known.externalId}, k.n
     on conflict (${messages.column.channelId}, ${messages.column.externalId}) do nothing
     returning ${hasRows ? '*' : messages.column.id}
   ), outcome as materialized (
     select k.*, ${inserted.id} is not null as is_stored,
            case when ${inserted.id} is not null and k.previous is not null
                  and k.n = max(k.n) filter (where ${inserted.id} is not null and ${known.topicId} is not null) over (partition by k.conversation_id)
                 then k.previous end as was
       from known k left join inserted i on ${inserted.id} = ${known.id}
   ), stored as materialized (
     select * from outcome where is_stored
   ), files as (
     ${insertAttachments({
       ...{ json: stored.attachments, messageId: stored.id, createdAt: stored.createdAt },
       from: `(select * from stored where "attachments" <> '[]') s`,
     })}
   ), moved as (
     update ${conversations.table} c set
       ${conversations.column.unreadCount} = ${conversation.unreadCount} + m.added,
       ${conversations.column.lastMessageId} = m.last_message_id,
       ${conversations.column.lastActivityAt} = greatest(${conversation.lastActivityAt}, m.at),
       ${conversations.column.lastInboundAt} = greatest(${conversation.lastInboundAt}, m.written_at),
       ${conversations.column.status} = ${quoted(ConversationStatus.OPEN)},
       ${conversations.column.snoozedUntil} = null,
       ${conversations.column.topicId} = case when m.topic_id is null or ${conversation.topicSource} in (${quoted(TopicSource.HAND, TopicSource.ASSISTANT)}) then ${conversation.topicId} else m.topic_id end,
       ${conversations.column.topicSource} = case when m.topic_id is null or ${conversation.topicSource} in (${quoted(TopicSource.HAND, TopicSource.ASSISTANT)}) then ${conversation.topicSource} else ${quoted(TopicSource.RULE)} end
       from (
         select s.conversation_id, (count(*) filter (where ${stored.addsUnread}))::int as added,
                max(${stored.createdAt}) as at, max(${stored.writtenAt}) as written_at,
                (array_agg(${stored.id} order by s.n desc))[1] as last_message_id,
                (array_agg(${stored.topicId} order by s.n desc) filter (where ${stored.topicId} is not null))[1] as topic_id
           from stored s group by s.conversation_id order by s.conversation_id
       ) m
      where ${conversation.id} = m.conversation_id
     returning ${hasRows ? 'c.*' : conversation.id}
   ), retopiced as (
     update ${leads.table} l set
       ${leads.column.topicId} = case when ${retopics} then m.topic_id else ${lead.topicId} end,
       ${leads.column.topicSource} = case when ${retopics} then ${quoted(TopicSource.RULE)} else ${lead.topicSource} end,
       ${leads.column.referral} = coalesce(${lead.referral}, m.referral), ${leads.column.updatedAt} = now()
       from (
         select s.lead_id, max(s.n) as n,
                (array_agg(${stored.topicId} order by s.n desc) filter (where ${stored.topicId} is not null))[1] as topic_id,
                (array_agg(${stored.referral} order by s.n) filter (where ${stored.referral} is not null))[1]::jsonb as referral
           from stored s
          where (${stored.topicId} is not null or ${stored.referral} is not null) and s.lead_id is not null
          group by s.lead_id order by s.lead_id
       ) m
      where ${lead.id} = m.lead_id and ((${retopics}) or (m.referral is not null and ${lead.referral} is null))
     returning ${lead.id} as lead_id, m.n as n, array_remove(array[
       case when m.topic_id = ${lead.topicId} then 'topic' end,
       case when m.referral = ${lead.referral} then 'referral' end], null) as changed
   ), noted as (
     ${insertSelect(notes, {
       ...{ id: 'e.note_id', tenantId: '$1', leadId: 'e.lead_id', conversationId: 'e.conversation_id' },
       ...{ authorKind: quoted(AuthorKind.CONTACT), sourceMessageId: stored.id, createdAt: stored.createdAt },
     })}
       from extra e join stored s using (n) where e.note_id is not null
     returning ${notes.column.id}
   ), happened as materialized (
     select s.n, 3 as part, ${quoted(EventType.MESSAGE_ADDED)} as kind, ${stored.id} as subject_id, ${stored.channelId} as channel_id,
            s.conversation_id, ${stored.id} as message_id,
            ${changedByOpeningSql('s.opened_from')} as changed, s.was
       from stored s
     union all
     select e.n, 1, ${quoted(EventType.LEAD_ADDED)}, e.lead_id, null, e.conversation_id, null, '{}', null from extra e where e.is_new_lead
     union all
     select e.n, 2, ${quoted(EventType.CONVERSATION_ADDED)}, e.conversation_id, ${input.channelId}, e.conversation_id, null, '{}', null
       from extra e join input i using (n) where e.is_new_conversation
     union all
     select e.n, 4, ${quoted(EventType.NOTE_ADDED)}, e.note_id, null, e.conversation_id, ${stored.id}, '{}', null
       from extra e join stored s using (n) where e.note_id is not null
     union all
     select r.n, 5, ${quoted(EventType.LEAD_UPDATED)}, r.lead_id, null, null, null, r.changed, null from retopiced r
   ), counted as (
     update ${counters.table} ec set ${counters.column.position} = ${counter.position} + h.added
       from (select count(*) as added from happened) h
      where ${counter.tenantId} = $1 and h.added > 0 and (select count(*) from moved) >= 0 and (select count(*) from noted) >= 0
     returning ${counter.position} as last, h.added as added
   ), logged as (
     insert into ${events.table} (${events.list(['tenantId', 'position', 'kind', 'subjectId', 'channelId', 'conversationId', 'messageId', 'changed', 'at', 'was'])})
     select $1, counted.last - counted.added + row_number() over (order by h.n, h.part), h.kind, h.subject_id,
            h.channel_id, h.conversation_id, h.message_id, h.changed, now(), h.was
       from happened h, counted
   ), recorded as (
     ${insertLedgerRow(outcome, storedId, 'outcome o')}
   )
   select ${columns} from outcome o${
     hasRows
       ? ` left join inserted i on ${inserted.id} = ${outcome.id}
           left join moved mv on ${moved.id} = ${inserted.conversationId}
           left join ${channels.table} ch on ${channels.of('ch').id} = ${moved.channelId}
           left join ${contacts.table} ct on ${contacts.of('ct').id} = ${moved.contactId}`
       : ''
   }`,
);

/** The parameters of `storeMessages`. `n` of the extras is the index of their message, from 0. */
export function storeParameters(
  tenantId: string,
  rows: readonly MessageRow[],
  extras: readonly MessageExtras[],
): unknown[] {
  return [tenantId, ...toArrays(rows), ...extraColumns.map(([name]) => extras.map(extra => extra[name]))];
}

/** The extras of a message whose sender was upserted: a new lead gets its first note. */
export const toExtras = (upserted: UpsertedContact): MessageExtras => ({
  n: upserted.n,
  lead_id: upserted.leadId,
  is_new_lead: upserted.isNewLead,
  conversation_id: upserted.conversationId,
  is_new_conversation: upserted.isNewConversation,
  note_id: upserted.isNewLead ? uuidV7() : null,
});
