/** The insert of contacts: the key identifies the person, in every path that adds a contact. */
import { tableOf } from '../database/columns.js';
import { Contact } from '../entities/contact.entity.js';

const contacts = tableOf(Contact);
const contact = contacts.of('c');
const { column } = contacts;

/** Handling of a key that a contact of the tenant has: it is locked and returned, or the insert is skipped. */
export type OnKnownKey = 'answer' | 'skip';

/**
 * SQL that inserts contacts and returns id, matchKey, displayName, phone and mergedIntoId of each. A known contact
 * keeps its name, and gets the given one when it has none.
 * @param rows `values` or a select: id, tenant, name, phone, key, the contact it is merged into, creation time
 */
export function insertContacts(rows: string, onKnownKey: OnKnownKey): string {
  const action =
    onKnownKey === 'skip'
      ? 'nothing'
      : `update set ${column.displayName} = coalesce(${contact.displayName}, excluded.${column.displayName})`;
  return `insert into ${contacts.table} as c (${contacts.list(['id', 'tenantId', 'displayName', 'phone', 'matchKey', 'mergedIntoId', 'createdAt'])})
     ${rows}
     on conflict (${column.tenantId}, ${column.matchKey}) do ${action}
     returning ${contacts.select('c', ['id', 'matchKey', 'displayName', 'phone', 'mergedIntoId'])}`;
}
