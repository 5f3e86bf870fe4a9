/**
 * Moves rows from one contact to another: the one statement of merge, unmerge and separate. The caller holds the locks
 * of both contacts and of the conversations and leads, and passes their new values; rows without a lock of their own
 * (addresses, bookings, merged contacts, notes) are selected by the statement. It also writes the record of a merge,
 * with the ids of the moved rows, so that `unmerge-contact.ts` can move them back.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Booking } from '../entities/booking.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { ContactMerge, type MovedRows } from '../entities/contact-merge.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Note } from '../entities/note.entity.js';
import type { LockedContact } from './lock-contacts.js';
import type { OwnedConversation, OwnedLead } from './owned-rows.js';

/** Rows of the first contact: all of them, or those with these ids. */
export type Selection = 'all' | readonly string[];

/** The rows to move from one contact to another; those that are left out stay. */
export interface RowMove {
  readonly tenantId: string;
  readonly fromId: string;
  readonly toId: string;
  /** New values of contacts, conversations and leads: locked rows, each once. */
  readonly contacts?: readonly LockedContact[];
  readonly conversations?: readonly OwnedConversation[];
  readonly leads?: readonly OwnedLead[];
  readonly identities?: Selection;
  /** Contacts that were merged into the first one. */
  readonly mergedContacts?: Selection;
  /** Bookings; `phone` selects those of one client phone. */
  readonly bookings?: Selection | { readonly phone: string };
  readonly notes?: NoteMove | null;
  readonly record?: MergeRecord;
}

/** Notes that get another lead: those of a lead or of conversations; `ids` limits them. */
export interface NoteMove {
  readonly toLeadId: string;
  readonly fromLeadId?: string;
  readonly conversationIds?: readonly string[];
  readonly ids?: readonly string[];
}

/** The record to insert; selected ids are added to `moved`. With `undoneById` it is undone from the start. */
export interface MergeRecord
  extends Pick<ContactMerge, 'keptId' | 'mergedId' | 'mergedById' | 'sourceEventId' | 'undoneById'> {
  readonly moved: Pick<MovedRows, 'leads' | 'conversations' | 'filled'>;
  readonly joined: Omit<NonNullable<MovedRows['joined']>, 'notes'> | null;
}

const contacts = tableOf(Contact);
const identities = tableOf(ContactIdentity);
const conversations = tableOf(Conversation);
const leads = tableOf(Lead);
const notes = tableOf(Note);
const bookings = tableOf(Booking);
const merges = tableOf(ContactMerge);
const contact = contacts.of('c');
const identity = identities.of('ci');
const conversation = conversations.of('v');
const lead = leads.of('l');
const note = notes.of('n');
const booking = bookings.of('b');

const isSelected = (id: string, ids: string) => `(${ids}::uuid[] is null or ${id} = any(${ids}))`;

/**
 * $1 tenant, $2 from, $3 to, $4 to $6 JSON arrays of contacts, conversations and leads, $7 ids of identities, $8 of
 * merged contacts, $9 of bookings (null for all), $10 client phone of the bookings or null, $11 target lead of notes,
 * $12 their lead and $13 their conversations, $14 ids of notes or null for all, $15 JSON of the record or null.
 */
const move = statement(
  'move-contact-rows',
  `with written_contacts as (
     update ${contacts.table} c set ${contacts.column.displayName} = r."displayName", ${contacts.column.phone} = r.phone,
            ${contacts.column.matchKey} = r."matchKey", ${contacts.column.mergedIntoId} = r."mergedIntoId",
            ${contacts.column.labelIds} = r."labelIds"
       from json_to_recordset($4::json) as r(id uuid, "displayName" text, phone text, "matchKey" text, "mergedIntoId" uuid, "labelIds" uuid[])
      where ${contact.tenantId} = $1 and ${contact.id} = r.id
   ), written_conversations as (
     update ${conversations.table} v set ${conversations.column.contactId} = r."contactId", ${conversations.column.leadId} = r."leadId"
       from json_to_recordset($5::json) as r(id uuid, "contactId" uuid, "leadId" uuid)
      where ${conversation.tenantId} = $1 and ${conversation.id} = r.id
   ), written_leads as (
     update ${leads.table} l set ${leads.column.contactId} = r."contactId", ${leads.column.mergedIntoId} = r."mergedIntoId",
            ${leads.column.stageId} = r."stageId", ${leads.column.topicId} = r."topicId", ${leads.column.topicSource} = r."topicSource",
            ${leads.column.ownerId} = r."ownerId", ${leads.column.name} = r.name, ${leads.column.phone} = r.phone,
            ${leads.column.value} = r.value, ${leads.column.referral} = r.referral, ${leads.column.updatedAt} = now()
       from json_to_recordset($6::json) as r(id uuid, "contactId" uuid, "mergedIntoId" uuid, "stageId" uuid, "topicId" uuid,
            "topicSource" text, "ownerId" uuid, name text, phone text, value jsonb, referral jsonb)
      where ${lead.tenantId} = $1 and ${lead.id} = r.id
   ), moved_identities as (
     update ${identities.table} ci set ${identities.column.contactId} = $3
      where ${identity.tenantId} = $1 and ${identity.contactId} = $2 and ${isSelected(identity.id, '$7')}
     returning ${identity.id} as id
   ), moved_contacts as (
     update ${contacts.table} c set ${contacts.column.mergedIntoId} = $3
      where ${contact.tenantId} = $1 and ${contact.mergedIntoId} = $2 and ${isSelected(contact.id, '$8')}
     returning ${contact.id} as id
   ), moved_bookings as (
     update ${bookings.table} b set ${bookings.column.contactId} = $3
      where ${booking.tenantId} = $1 and ${booking.contactId} = $2 and ${isSelected(booking.id, '$9')}
        and ($10::text is null or ${booking.clientPhone} = $10)
     returning ${booking.id} as id
   ), moved_notes as (
     update ${notes.table} n set ${notes.column.leadId} = $11
      where ${note.tenantId} = $1 and ${isSelected(note.id, '$14')} and ${note.id} in (
              select ${notes.column.id} from ${notes.table} where ${notes.column.leadId} = $12
              union all select ${notes.column.id} from ${notes.table} where ${notes.column.conversationId} = any($13::uuid[]))
     returning ${note.id} as id
   )
   insert into ${merges.table} (${merges.list(['id', 'tenantId', 'keptId', 'mergedId', 'mergedById', 'sourceEventId', 'moved', 'mergedAt', 'undoneAt', 'undoneById'])})
   select r.id, $1, r."keptId", r."mergedId", r."mergedById", r."sourceEventId",
          r.moved || jsonb_build_object(
            'identities', coalesce((select jsonb_agg(id) from moved_identities), '[]'),
            'contacts', coalesce((select jsonb_agg(id) from moved_contacts), '[]'),
            'bookings', coalesce((select jsonb_agg(id) from moved_bookings), '[]'),
            'joined', r.joined || jsonb_build_object('notes', coalesce((select jsonb_agg(id) from moved_notes), '[]'))),
          now(), case when r."undoneById" is not null then now() end, r."undoneById"
     from json_to_record($15::json) as r(id uuid, "keptId" uuid, "mergedId" uuid, "mergedById" uuid, "sourceEventId" uuid,
          "undoneById" uuid, moved jsonb, joined jsonb)
    where $15::json is not null`,
);

/** Moves and writes the rows, in one statement. */
export async function moveRows(transaction: Transaction, order: RowMove): Promise<void> {
  const {
    tenantId,
    fromId,
    toId,
    identities: identityIds = [],
    mergedContacts = [],
    notes: noteMove,
    record,
  } = order;
  const { phone, ids: bookingIds } = toBookingSelection(order.bookings ?? []);
  await transaction.query(move, [
    ...[tenantId, fromId, toId],
    ...[order.contacts, order.conversations, order.leads].map(rows => JSON.stringify(rows ?? [])),
    ...[toIds(identityIds), toIds(mergedContacts), bookingIds, phone],
    ...[noteMove?.toLeadId ?? null, noteMove?.fromLeadId ?? null, noteMove?.conversationIds ?? []],
    ...[noteMove?.ids ?? null, record ? JSON.stringify({ id: uuidV7(), ...record }) : null],
  ]);
}

const toIds = (selection: Selection): readonly string[] | null => (selection === 'all' ? null : selection);

function toBookingSelection(selection: NonNullable<RowMove['bookings']>) {
  return typeof selection === 'object' && 'phone' in selection
    ? { phone: selection.phone, ids: null }
    : { phone: null, ids: toIds(selection) };
}
