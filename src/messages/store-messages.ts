/**
 * Storing messages of people who are known: one prepared statement for a whole batch.
 *
 * It finds each message's conversation, inserts what is new, moves the conversations on, writes the ledger and
 * the event log, all or nothing. A message whose (channel, external id) is there already changes nothing but the
 * ledger. A message without a conversation is left out of the answer and touches nothing: `people.ts` makes the
 * conversation, then this statement runs again.
 *
 * Order of locks: message keys (sorted), conversations (sorted), the event counter last. Every row of one call
 * belongs to one tenant.
 */
import { tableOf } from '../database/columns.js';
import { changedByOpeningSql, storingStatements } from '../delivery/stored-row.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Attachment } from '../entities/attachment.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { DomainEventRecord } from '../entities/domain-event.entity.js';
import { EventCounter } from '../entities/event-counter.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Message } from '../entities/message.entity.js';
import { Note } from '../entities/note.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import type { UpsertedContact } from '../people/upsert-contacts.js';
import type { MessageRow } from './message-row.js';
import { takesTopicSql } from './rule-topic.js';
import { hasWaitingSql } from './waiting-changes.js';

const attachments = tableOf(Attachment);
const identities = tableOf(ContactIdentity);
const conversations = tableOf(Conversation);
const events = tableOf(DomainEventRecord);
const counters = tableOf(EventCounter);
const leads = tableOf(Lead);
const messages = tableOf(Message);
const notes = tableOf(Note);
const ledger = tableOf(WebhookEvent);

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

/** The columns that a stored message writes, in the order of the statements. */
export const messageColumns = messages.list([
  'id',
  'tenantId',
  'conversationId',
  'channelId',
  'direction',
  'kind',
  'text',
  'authorKind',
  'replyToExternalId',
  'status',
  'externalId',
  'hasAttachments',
  'sourceEventId',
  'sentAt',
  'createdAt',
  'content',
  'referral',
]);

/** The columns that its ledger row writes. */
export const ledgerColumns = ledger.list([
  'id',
  'tenantId',
  'accountId',
  'channelId',
  'channelExternalId',
  'source',
  'eventType',
  'externalEventId',
  'itemIndex',
  'status',
  'receivedAt',
  'processedAt',
  'keptBody',
  'headers',
  'messageId',
]);

/** A replayed row takes what it came to now; the table is called `w`. */
export const replayedLedgerRow = `on conflict (${ledger.column.id}) do update set
       ${ledger.column.status} = excluded.status, ${ledger.column.reason} = null,
       ${ledger.column.channelId} = excluded.channel_id, ${ledger.column.messageId} = excluded.message_id,
       ${ledger.column.attempts} = w.attempts + 1, ${ledger.column.processedAt} = excluded.processed_at,
       ${ledger.column.nextAttemptAt} = null`;

/** Columns of the messages as arrays: parsing 32 rows of JSON in PostgreSQL took 2.4 ms, the arrays a tenth of that. */
const inputColumns = [
  ['ledger_id', 'uuid'],
  ['account_id', 'uuid'],
  ['channel_id', 'uuid'],
  ['channel_external_id', 'text'],
  ['source', 'text'],
  ['event_type', 'text'],
  ['external_event_id', 'text'],
  ['item_index', 'smallint'],
  ['received_at', 'timestamptz'],
  ['kept_body', 'text'],
  ['headers', 'text'],
  ['identity_kind', 'text'],
  ['canonical', 'text'],
  ['message_id', 'uuid'],
  ['kind', 'text'],
  ['text', 'text'],
  ['sent_at', 'timestamptz'],
  ['written_at', 'timestamptz'],
  ['reply_to_external_id', 'text'],
  ['topic_id', 'uuid'],
  ['attachments', 'text'],
  ['content', 'text'],
  ['referral', 'text'],
  ['adds_unread', 'boolean'],
] as const satisfies readonly (readonly [keyof MessageRow, string])[];

const extraColumns = [
  ['n', 'int'],
  ['lead_id', 'uuid'],
  ['is_new_lead', 'boolean'],
  ['conversation_id', 'uuid'],
  ['is_new_conversation', 'boolean'],
  ['note_id', 'uuid'],
] as const satisfies readonly (readonly [keyof MessageExtras, string])[];

const placeholders = (columns: readonly (readonly [string, string])[], first: number): string =>
  columns.map(([, type], index) => `$${first + index}::${type}[]`).join(', ');
const names = (columns: readonly (readonly [string, string])[]): string =>
  columns.map(([name]) => name).join(', ');

/** Whether the words of a message give its lead another topic: a person's choice stays. */
const retopics = takesTopicSql(lead, 'm.topic_id');

/** $1 tenant, then the columns of the messages, then those of what they bring. */
export const storeMessages = storingStatements(
  'store-messages',
  {
    facts: {
      n: 'o.n',
      messageId: 'case when o.is_stored then o.message_id end',
      conversationId: 'o.conversation_id',
      isStored: 'o.is_stored',
      openedFrom: 'o.opened_from',
      hasWaiting: `o.is_stored and ${hasWaitingSql('o.channel_id', 'o.external_event_id')}`,
      position: '(select last from counted)',
      eventCount: '(select added from counted)',
      at: 'now()',
    },
    aliases: { message: 'i', conversation: 'mv', channel: 'ch', contact: 'ct' },
  },
  (columns, hasRows) => `with input as materialized (
     select i.*, (i.place - 1)::int as n
       from unnest(${placeholders(inputColumns, 2)}) with ordinality as i(${names(inputColumns)}, place)
   ), extra as materialized (
     select * from unnest(${placeholders(extraColumns, 2 + inputColumns.length)}) as e(${names(extraColumns)})
   ), known as materialized (
     select i.*, ${conversation.id} as conversation_id, ${conversation.leadId} as lead_id,
            nullif(${conversation.status}, 'OPEN') as opened_from
       from input i
       join ${identities.table} ci on ${identity.tenantId} = $1 and ${identity.kind} = i.identity_kind
        and ${identity.canonical} = i.canonical
       join ${conversations.table} c on ${conversation.channelId} = i.channel_id and ${conversation.identityId} = ${identity.id}
   ), inserted as (
     insert into ${messages.table} (${messageColumns})
     select message_id, $1, conversation_id, channel_id, 'INBOUND', kind, text, 'CONTACT', reply_to_external_id,
            'RECEIVED', external_event_id, attachments <> '[]', ledger_id, sent_at, received_at, content::jsonb, referral::jsonb
       from known order by channel_id, external_event_id, n
     on conflict (${messages.column.channelId}, ${messages.column.externalId}) do nothing
     returning ${hasRows ? '*' : messages.column.id}
   ), outcome as materialized (
     select k.*, ${inserted.id} is not null as is_stored from known k left join inserted i on ${inserted.id} = k.message_id
   ), stored as materialized (
     select * from outcome where is_stored
   ), files as (
     insert into ${attachments.table} (${attachments.list([
       'id',
       'tenantId',
       'messageId',
       'mimeType',
       'fileName',
       'sizeBytes',
       'isVoice',
       'durationSeconds',
       'sourceUrl',
       'mediaId',
       'createdAt',
     ])})
     select f.id, $1, s.message_id, f.mime_type, f.file_name, f.size_bytes, f.is_voice, f.duration_seconds, f.source_url, f.media_id, s.received_at
       from (select * from stored where attachments <> '[]') s, json_to_recordset(s.attachments::json) as f(id uuid, mime_type text, file_name text,
            size_bytes float8, is_voice boolean, duration_seconds float8, source_url text, media_id text)
   ), moved as (
     update ${conversations.table} c set
       ${conversations.column.unreadCount} = ${conversation.unreadCount} + m.added,
       ${conversations.column.lastMessageId} = m.last_message_id,
       ${conversations.column.lastActivityAt} = greatest(${conversation.lastActivityAt}, m.at),
       ${conversations.column.lastInboundAt} = greatest(${conversation.lastInboundAt}, m.written_at),
       ${conversations.column.status} = 'OPEN',
       ${conversations.column.snoozedUntil} = null,
       ${conversations.column.topicId} = case when m.topic_id is null or ${conversation.topicSource} = 'HAND' then ${conversation.topicId} else m.topic_id end,
       ${conversations.column.topicSource} = case when m.topic_id is null or ${conversation.topicSource} = 'HAND' then ${conversation.topicSource} else 'RULE' end
       from (
         select conversation_id, (count(*) filter (where adds_unread))::int as added, max(received_at) as at, max(written_at) as written_at,
                (array_agg(message_id order by n desc))[1] as last_message_id,
                (array_agg(topic_id order by n desc) filter (where topic_id is not null))[1] as topic_id
           from stored group by conversation_id order by conversation_id
       ) m
      where ${conversation.id} = m.conversation_id
     returning ${hasRows ? 'c.*' : conversation.id}
   ), retopiced as (
     update ${leads.table} l set
       ${leads.column.topicId} = case when ${retopics} then m.topic_id else ${lead.topicId} end,
       ${leads.column.topicSource} = case when ${retopics} then 'RULE' else ${lead.topicSource} end,
       ${leads.column.referral} = coalesce(${lead.referral}, m.referral), ${leads.column.updatedAt} = now()
       from (
         select lead_id, max(n) as n,
                (array_agg(topic_id order by n desc) filter (where topic_id is not null))[1] as topic_id,
                (array_agg(referral order by n) filter (where referral is not null))[1]::jsonb as referral
           from stored where (topic_id is not null or referral is not null) and lead_id is not null
          group by lead_id order by lead_id
       ) m
      where ${lead.id} = m.lead_id and ((${retopics}) or (m.referral is not null and ${lead.referral} is null))
     returning ${lead.id} as lead_id, m.n as n, array_remove(array[
       case when m.topic_id = ${lead.topicId} then 'topic' end,
       case when m.referral = ${lead.referral} then 'referral' end], null) as changed
   ), noted as (
     insert into ${notes.table} (${notes.list(['id', 'tenantId', 'leadId', 'conversationId', 'authorKind', 'sourceMessageId', 'createdAt'])})
     select e.note_id, $1, e.lead_id, e.conversation_id, 'CONTACT', s.message_id, s.received_at
       from extra e join stored s using (n) where e.note_id is not null
     returning ${notes.column.id}
   ), happened as materialized (
     select s.n, 3 as part, 'MESSAGE_ADDED' as kind, s.message_id as subject_id, s.channel_id, s.conversation_id, s.message_id,
            ${changedByOpeningSql('s.opened_from')} as changed
       from stored s
     union all
     select e.n, 1, 'LEAD_ADDED', e.lead_id, null, e.conversation_id, null, '{}' from extra e where e.is_new_lead
     union all
     select e.n, 2, 'CONVERSATION_ADDED', e.conversation_id, i.channel_id, e.conversation_id, null, '{}'
       from extra e join input i using (n) where e.is_new_conversation
     union all
     select e.n, 4, 'NOTE_ADDED', e.note_id, null, e.conversation_id, s.message_id, '{}'
       from extra e join stored s using (n) where e.note_id is not null
     union all
     select r.n, 5, 'LEAD_UPDATED', r.lead_id, null, null, null, r.changed from retopiced r
   ), counted as (
     update ${counters.table} ec set ${counters.column.position} = ${counter.position} + h.added
       from (select count(*) as added from happened) h
      where ${counter.tenantId} = $1 and h.added > 0 and (select count(*) from moved) >= 0 and (select count(*) from noted) >= 0
     returning ${counter.position} as last, h.added as added
   ), logged as (
     insert into ${events.table} (${events.list(['tenantId', 'position', 'kind', 'subjectId', 'channelId', 'conversationId', 'messageId', 'changed', 'at'])})
     select $1, counted.last - counted.added + row_number() over (order by h.n, h.part), h.kind, h.subject_id,
            h.channel_id, h.conversation_id, h.message_id, h.changed, now()
       from happened h, counted
   ), recorded as (
     insert into ${ledger.table} as w (${ledgerColumns})
     select o.ledger_id, $1, o.account_id, o.channel_id, o.channel_external_id, o.source, o.event_type,
            o.external_event_id, o.item_index, case when o.is_stored then 'PROCESSED' else 'DUPLICATE' end,
            o.received_at, clock_timestamp(), o.kept_body, o.headers::jsonb, case when o.is_stored then o.message_id end
       from outcome o
     ${replayedLedgerRow}
   )
   select ${columns} from outcome o${
     hasRows
       ? ` left join inserted i on ${inserted.id} = o.message_id
           left join moved mv on ${moved.id} = ${inserted.conversationId}
           left join ${channels.table} ch on ${channels.of('ch').id} = ${moved.channelId}
           left join ${contacts.table} ct on ${contacts.of('ct').id} = ${moved.contactId}`
       : ''
   }`,
);

/** The parameters of `storeMessages`. `n` of the extras is the place of their message, from 0. */
export function storeParameters(
  tenantId: string,
  rows: readonly MessageRow[],
  extras: readonly MessageExtras[],
): unknown[] {
  return [
    tenantId,
    ...inputColumns.map(([name]) => rows.map(row => row[name])),
    ...extraColumns.map(([name]) => extras.map(extra => extra[name])),
  ];
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
