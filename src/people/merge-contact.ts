/**
 * Making one person of two contacts: addresses, conversations, sales cases and bookings go over to the contact that is
 * kept; the other one stays as a row that says into whom it was merged, and finds them by its key. Nothing is deleted
 * and no conversation changes its address, its messages or its unread count: a reply goes to the address as received.
 *
 * A merged contact points to a contact that is not merged itself: who was merged into the one that goes over is
 * re-pointed along with it. What moved is recorded, so that `unmerge-contact.ts` can take it back.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { EventType } from '../domain/vocabulary.js';
import { Booking } from '../entities/booking.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { ContactMerge } from '../entities/contact-merge.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Note } from '../entities/note.entity.js';
import { findOpenLead, type JoinedLead, joinLeads } from './join-leads.js';
import type { LockedContact } from './lock-contacts.js';
import { lockPeopleRows, type PeopleRows } from './people-rows.js';

/** Two contacts of one person, both locked and neither merged. */
export interface MergeOrder {
  readonly tenantId: string;
  readonly kept: LockedContact;
  readonly merged: LockedContact;
  /** The colleague who says so, or null. */
  readonly mergedById: string | null;
  /** The ledger row of the provider's attestation, or null. */
  readonly sourceEventId: string | null;
}

const contacts = tableOf(Contact);
const identities = tableOf(ContactIdentity);
const conversations = tableOf(Conversation);
const leads = tableOf(Lead);
const notes = tableOf(Note);
const bookings = tableOf(Booking);
const merges = tableOf(ContactMerge);
const [contact, identity, conversation, lead, note, booking] = [
  contacts.of('c'),
  identities.of('ci'),
  conversations.of('v'),
  leads.of('l'),
  notes.of('n'),
  bookings.of('b'),
];

/**
 * $1 tenant, $2 kept, $3 merged, $4 the kept's open lead, $5 the lead that is joined to it, $6 JSON of that lead as it
 * goes on, $7 and $8 what the kept contact takes over, $9 id of the record, $10 by whom, $11 by which attestation,
 * $12 JSON of what is known before.
 */
const moveEverything = statement(
  'merge-contact',
  `with gone as (
     update ${contacts.table} c set ${contacts.column.mergedIntoId} = $2 where ${contact.tenantId} = $1 and ${contact.id} = $3
   ), followers as (
     update ${contacts.table} c set ${contacts.column.mergedIntoId} = $2
      where ${contact.tenantId} = $1 and ${contact.mergedIntoId} = $3 returning ${contact.id} as id
   ), filled as (
     update ${contacts.table} c set ${contacts.column.displayName} = $7, ${contacts.column.phone} = $8
      where ${contact.tenantId} = $1 and ${contact.id} = $2 and (${contact.displayName}, ${contact.phone}) is distinct from ($7, $8)
   ), addresses as (
     update ${identities.table} ci set ${identities.column.contactId} = $2
      where ${identity.tenantId} = $1 and ${identity.contactId} = $3 returning ${identity.id} as id
   ), rooms as (
     update ${conversations.table} v set ${conversations.column.contactId} = $2,
            ${conversations.column.leadId} = case when ${conversation.leadId} = $5 then $4 else coalesce(${conversation.leadId}, $4) end
      where ${conversation.tenantId} = $1 and ${conversation.contactId} = $3
   ), cases as (
     update ${leads.table} l set ${leads.column.contactId} = $2, ${leads.column.updatedAt} = now(),
            ${leads.column.mergedIntoId} = case when ${lead.id} = $5 or ${lead.mergedIntoId} = $5 then $4 else ${lead.mergedIntoId} end
      where ${lead.tenantId} = $1 and ${lead.contactId} = $3
   ), goes_on as (
     update ${leads.table} l set ${leads.column.stageId} = j."stageId", ${leads.column.topicId} = j."topicId",
            ${leads.column.topicSource} = j."topicSource", ${leads.column.ownerId} = j."ownerId", ${leads.column.name} = j.name,
            ${leads.column.phone} = j.phone, ${leads.column.referral} = j.referral, ${leads.column.updatedAt} = now()
       from json_to_record($6::json) as j("stageId" uuid, "topicId" uuid, "topicSource" text, "ownerId" uuid, name text, phone text, referral jsonb)
      where ${lead.tenantId} = $1 and ${lead.id} = $4 and $5::uuid is not null
   ), words as (
     update ${notes.table} n set ${notes.column.leadId} = $4 where ${note.tenantId} = $1 and ${note.leadId} = $5 returning ${note.id} as id
   ), visits as (
     update ${bookings.table} b set ${bookings.column.contactId} = $2
      where ${booking.tenantId} = $1 and ${booking.contactId} = $3 returning ${booking.id} as id
   )
   insert into ${merges.table} (${merges.list(['id', 'tenantId', 'keptId', 'mergedId', 'mergedById', 'sourceEventId', 'moved', 'mergedAt'])})
   select $9::uuid, $1::uuid, $2::uuid, $3::uuid, $10::uuid, $11::uuid, $12::jsonb || jsonb_build_object(
            'identities', coalesce((select jsonb_agg(id) from addresses), '[]'),
            'contacts', coalesce((select jsonb_agg(id) from followers), '[]'),
            'bookings', coalesce((select jsonb_agg(id) from visits), '[]'),
            'joined', case when $5::uuid is not null then jsonb_build_object(
              'leadId', $5::uuid, 'intoId', $4::uuid, 'notes', coalesce((select jsonb_agg(id) from words), '[]')) end), now()`,
);

/** Merges them, and says what happened; the caller publishes it as the last thing before the commit. */
export async function mergeContact(transaction: Transaction, order: MergeOrder): Promise<NewEvent[]> {
  const { tenantId, kept, merged } = order;
  const rows = await lockPeopleRows(transaction, tenantId, [kept.id, merged.id]);
  const joined = joinLeads(rows.leads, kept.id, merged.id);
  const openLead = findOpenLead(rows.leads, kept.id);
  const name = kept.displayName ?? merged.displayName;
  const phone = kept.phone ?? merged.phone;
  const moved = {
    leads: rows.leads
      .filter(row => row.contactId === merged.id)
      .map(({ id, mergedIntoId }) => ({ id, mergedIntoId })),
    conversations: rows.conversations
      .filter(row => row.contactId === merged.id)
      .map(({ id, leadId }) => ({ id, leadId })),
    filled: {
      contact: [
        ...(name === kept.displayName ? [] : ['displayName']),
        ...(phone === kept.phone ? [] : ['phone']),
      ],
      lead: joined?.filled ?? [],
      stageBefore: joined?.stageBefore ?? null,
    },
  };
  await transaction.query(moveEverything, [
    ...[tenantId, kept.id, merged.id, openLead?.id ?? null, joined?.from.id ?? null],
    ...[JSON.stringify(joined?.into ?? {}), name, phone],
    ...[uuidV7(), order.mergedById, order.sourceEventId, JSON.stringify(moved)],
  ]);
  return toEvents(merged.id, rows, joined);
}

function toEvents(mergedId: string, rows: PeopleRows, joined: JoinedLead | null): NewEvent[] {
  const moved = rows.conversations.filter(row => row.contactId === mergedId);
  const cases = rows.leads.filter(row => row.contactId === mergedId);
  return [
    { kind: EventType.CONTACT_MERGED, subjectId: mergedId, changed: ['mergedInto'] },
    ...moved.map(({ id, channelId, leadId }) => ({
      kind: EventType.CONVERSATION_UPDATED,
      subjectId: id,
      channelId,
      conversationId: id,
      changed: leadId === joined?.from.id || leadId === null ? ['contact', 'lead'] : ['contact'],
    })),
    ...cases.map(({ id, channelId }) => ({
      kind: EventType.LEAD_UPDATED,
      subjectId: id,
      channelId,
      changed: id === joined?.from.id ? ['contact', 'mergedInto'] : ['contact'],
    })),
    ...(joined === null ? [] : [toLeadEvent(joined)]),
  ];
}

const publishedNames: Readonly<Record<string, string>> = { topicId: 'topic', ownerId: 'owner' };

function toLeadEvent({ into, filled, stageBefore }: JoinedLead): NewEvent {
  const changed = [
    ...(stageBefore === null ? [] : ['stage']),
    ...filled.map(field => publishedNames[field] ?? field),
  ];
  return {
    kind: EventType.LEAD_UPDATED,
    subjectId: into.id,
    channelId: into.channelId,
    changed: [...changed, 'notes', 'conversations'],
  };
}
