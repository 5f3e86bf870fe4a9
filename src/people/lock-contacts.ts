/**
 * Row locks of contacts. A transaction that adds an address, a conversation or a lead to a contact locks the contact's
 * row, and a merge locks it in a mode that also waits for transactions that only reference it. So no row can be added
 * to a contact while a merge empties it.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { Contact } from '../entities/contact.entity.js';

const contacts = tableOf(Contact);
const contact = contacts.of('c');

/** A contact whose row is locked until the transaction ends. */
export type LockedContact = Pick<
  Contact,
  'id' | 'displayName' | 'phone' | 'matchKey' | 'labelIds' | 'mergedIntoId' | 'erasedAt' | 'createdAt'
>;

const lock = statement(
  'lock-contacts',
  sql`select ${contacts.select('c', ['id', 'displayName', 'phone', 'matchKey', 'labelIds', 'mergedIntoId', 'erasedAt', 'createdAt'])}
     from ${contacts.table} c where ${contact.tenantId} = $1 and ${contact.id} = any($2::uuid[])
    order by ${contact.id} for update`,
);

/** Longer than any chain of merges that commit during one wait. */
const maxRounds = 8;

/** The contacts with these ids, merged or not, ordered by id; missing ones are left out. */
export function lockContacts(
  transaction: Transaction,
  tenantId: string,
  ids: readonly string[],
): Promise<LockedContact[]> {
  return transaction.query(lock, [tenantId, ids]);
}

/**
 * Locks contacts, and the contacts that they were merged into. @returns those that are not merged
 * @throws Error when merges commit faster than they can be followed
 */
export async function lockKeptContacts(
  transaction: Transaction,
  tenantId: string,
  ids: readonly string[],
): Promise<LockedContact[]> {
  const kept = new Map<string, LockedContact>();
  let wanted: readonly string[] = [...new Set(ids)];
  for (let round = 0; round < maxRounds && wanted.length > 0; round += 1) {
    const rows = await lockContacts(transaction, tenantId, wanted);
    for (const row of rows) if (row.mergedIntoId === null) kept.set(row.id, row);
    const targets = rows.flatMap(row => row.mergedIntoId ?? []);
    wanted = [...new Set(targets)].filter(id => !kept.has(id));
  }
  if (wanted.length > 0) throw new Error('A contact was merged again and again while it was being locked.');
  return [...kept.values()];
}
