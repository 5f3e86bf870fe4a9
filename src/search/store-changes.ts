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

/** Rows with one of the ids, each looked up by its key alone: while a table is young, the company's rows look as few. */
const byKey = (from: string, values: string, tenantId: string, id: string): string =>
  `select r.* from unnest($2::uuid[]) as x(id) cross join lateral (select ${tenantId} as tenant_id, ${values} from ${from} where ${id} = x.id limit 1) r where r.tenant_id = $1`;
/** Rows of the persons, looked up by the person alone. */
const ofPersons = (kind: SearchKind, from: string, id: string, tenantId: string, contactId: string): string =>
  `select '${kind}', r.id from person p cross join lateral (select ${id} as id, ${tenantId} as tenant_id from ${from} where ${contactId} = p.id offset 0) r where r.tenant_id = $1`;

/** The contacts of these rows, with their conversations and leads; a merged contact with the kept one. */
const ofPeopleStatement = tenantStatement<SearchRef>(
  'search-of-people',
  `with found as materialized (
     select contact as id from (${byKey(`${conversations} v`, `${cv.contactId} as contact`, cv.tenantId, cv.id)}) v
     union select contact from (${byKey(`${leads} l`, `${cl.contactId} as contact`, cl.tenantId, cl.id)}) l
     union select contact from (${byKey(`${bookings} b`, `${cb.contactId} as contact`, cb.tenantId, cb.id)}) b where contact is not null
   ), own as materialized (${byKey(`${contacts} c`, `${cc.id} as contact, ${cc.mergedIntoId} as kept`, cc.tenantId, cc.id)}
   ), person as materialized (
     select id from found union select contact from own union select kept from own where kept is not null)
   select '${SearchKind.CONTACT}' as kind, id from person
   union all ${ofPersons(SearchKind.CONVERSATION, `${conversations} v`, cv.id, cv.tenantId, cv.contactId)}
   union all ${ofPersons(SearchKind.LEAD, `${leads} l`, cl.id, cl.tenantId, cl.contactId)}`,
);
