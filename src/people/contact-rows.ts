/** The insert of contacts: the key identifies the person, in every path that adds a contact. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { as, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { EventType } from '../domain/vocabulary.js';
import { Contact } from '../entities/contact.entity.js';

const contacts = tableOf(Contact);
const contact = contacts.of('c');
const { column } = contacts;

/** Handling of a key that a contact of the tenant has: it is locked and returned, or the insert is skipped. */
export type OnKnownKey = 'answer' | 'skip';

/**
 * SQL that inserts contacts and returns id, matchKey, displayName, phone and mergedIntoId of each. A known contact
 * stays as it is; `nameContacts` gives it a name.
 * @param rows `values` or a select: id, tenant, name, phone, key, the contact it is merged into, creation time
 */
export function insertContacts(rows: string, onKnownKey: OnKnownKey): string {
  // Locks the row and changes nothing.
  const action =
    onKnownKey === 'skip' ? 'nothing' : `update set ${column.matchKey} = excluded.${column.matchKey}`;
  return `insert into ${contacts.table} as c (${contacts.list(['id', 'tenantId', 'displayName', 'phone', 'matchKey', 'mergedIntoId', 'createdAt'])})
     ${rows}
     on conflict (${column.tenantId}, ${column.matchKey}) do ${action}
     returning ${contacts.select('c', ['id', 'matchKey', 'displayName', 'phone', 'mergedIntoId'])}`;
}

const nameStatement = statement(
  'name-contacts',
  sql`update ${contacts.table} c set ${column.displayName} = n.name
     from unnest($2::uuid[], $3::text[]) as n(id, name)
    where ${contact.tenantId} = $1 and ${contact.id} = n.id and ${contact.displayName} is null
   returning ${as('id', contact.id)}`,
);

/**
 * Gives a name to contacts that have none; the caller holds the locks of their rows.
 * @param names by the contact's id @returns the events, one for each that had none
 */
export async function nameContacts(
  transaction: Transaction,
  tenantId: string,
  names: ReadonlyMap<string, string>,
): Promise<NewEvent[]> {
  if (names.size === 0) return [];
  const named = await transaction.query(nameStatement, [tenantId, [...names.keys()], [...names.values()]]);
  return named.map(({ id }) => toContactUpdated(id, ['displayName']));
}

/** CONTACT_UPDATED. @param changed names of the changed GraphQL fields */
export function toContactUpdated(id: string, changed: readonly string[]): NewEvent {
  return { kind: EventType.CONTACT_UPDATED, subjectId: id, changed };
}
