/** Which rows the search has to look at after events of the log. */
import { tableOf } from '../database/columns.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import { EventType, SearchKind } from '../domain/vocabulary.js';
import { Booking } from '../entities/booking.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import type { SearchRef } from './source.js';
import { deleteStaleOf, storeDocuments } from './store-documents.js';

/** Stores what a page of the log changed. In a transaction with a lock of the tenant's position. */
export async function storeChanges(
  reader: TenantReader,
  events: readonly LoggedEvent[],
  blockRows: number,
): Promise<void> {
  const refs = new Map<string, SearchRef>();
  const add = (kind: SearchKind, id: string): void => void refs.set(id, { kind, id });
  const people = new Set<string>();
  const cleared = new Set<string>();
  for (const event of events) collect(event, { add, people, cleared });
  if (people.size > 0)
    for (const { kind, id } of await reader.rows(ofPeopleStatement, [...people])) add(kind, id);
  for (const id of cleared) await deleteStaleOf(reader, id);
  await storeDocuments(reader, [...refs.values()], blockRows);
}

interface Changes {
  readonly add: (kind: SearchKind, id: string) => void;
  /** Contacts, conversations, leads or bookings, whose person may have changed. */
  readonly people: Set<string>;
  /** Conversations of which messages were deleted or emptied. */
  readonly cleared: Set<string>;
}

/** Fields of a message that the search knows. */
const messageFields = new Set(['text', 'deletedAt', 'attachments', 'kind']);
/** Fields of a conversation and a lead that concern the person or the number. */
const peopleFields = new Set([
  'identity',
  'contact',
  'lead',
  'name',
  'phone',
  'address',
  'channel',
  'mergedInto',
]);

function collect(
  { kind, subjectId, messageId, changed }: LoggedEvent,
  { add, people, cleared }: Changes,
): void {
  const concerns = (fields: ReadonlySet<string>) => changed.some(field => fields.has(field));
  switch (kind) {
    case EventType.MESSAGE_ADDED:
      add(SearchKind.MESSAGE, messageId ?? subjectId);
      return;
    case EventType.MESSAGE_UPDATED:
      if (concerns(messageFields)) add(SearchKind.MESSAGE, messageId ?? subjectId);
      return;
    case EventType.NOTE_ADDED:
      add(SearchKind.NOTE, subjectId);
      return;
    case EventType.CONVERSATION_UPDATED:
      if (changed.includes('messages')) cleared.add(subjectId);
      if (concerns(peopleFields)) people.add(subjectId);
      return;
    case EventType.LEAD_UPDATED:
      if (concerns(peopleFields)) people.add(subjectId);
      return;
    case EventType.CONTACT_ERASED:
      add(SearchKind.CONTACT, subjectId);
      people.add(subjectId);
      return;
    case EventType.CONVERSATION_ADDED:
    case EventType.LEAD_ADDED:
    case EventType.CONTACT_ADDED:
    case EventType.CONTACT_UPDATED:
    case EventType.CONTACT_MERGED:
    case EventType.CONTACT_UNMERGED:
    case EventType.BOOKING_CHANGED:
      people.add(subjectId);
      return;
    default:
  }
}

const [cv, cl, cc, cb] = [
  tableOf(Conversation).of('v'),
  tableOf(Lead).of('l'),
  tableOf(Contact).of('c'),
  tableOf(Booking).of('b'),
];
const [conversations, leads, contacts, bookings] = [
  tableOf(Conversation).table,
  tableOf(Lead).table,
  tableOf(Contact).table,
  tableOf(Booking).table,
];

/** The contacts of these rows, with their conversations and leads; a merged contact with the kept one. */
const ofPeopleStatement = tenantStatement<SearchRef>(
  'search-of-people',
  `with person as materialized (
     select ${cv.contactId} as id from ${conversations} v where ${cv.tenantId} = $1 and ${cv.id} = any($2::uuid[])
     union select ${cl.contactId} from ${leads} l where ${cl.tenantId} = $1 and ${cl.id} = any($2::uuid[])
     union select ${cb.contactId} from ${bookings} b where ${cb.tenantId} = $1 and ${cb.id} = any($2::uuid[]) and ${cb.contactId} is not null
     union select ${cc.id} from ${contacts} c where ${cc.tenantId} = $1 and ${cc.id} = any($2::uuid[])
     union select ${cc.mergedIntoId} from ${contacts} c where ${cc.tenantId} = $1 and ${cc.id} = any($2::uuid[]) and ${cc.mergedIntoId} is not null)
   select '${SearchKind.CONTACT}' as kind, id from person
   union all select '${SearchKind.CONVERSATION}', ${cv.id} from ${conversations} v join person on ${cv.contactId} = person.id where ${cv.tenantId} = $1
   union all select '${SearchKind.LEAD}', ${cl.id} from ${leads} l join person on ${cl.contactId} = person.id where ${cl.tenantId} = $1`,
);
