/**
 * Locking people before anything of theirs is decided. The contact's row stands for the person: whoever adds an
 * address, a conversation or a lead to a contact holds it, and a merge takes it in a mode that also waits for those
 * who only refer to it. So what a merge does not see cannot be on its way to the contact that it empties.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { statement } from '../database/statement.js';
import { Contact } from '../entities/contact.entity.js';

const contacts = tableOf(Contact);
const contact = contacts.of('c');

/** A contact whose row is locked until the transaction ends. */
export type LockedContact = Pick<
  Contact,
  'id' | 'displayName' | 'phone' | 'matchKey' | 'mergedIntoId' | 'erasedAt' | 'createdAt'
>;

const lock = statement(
  'lock-contacts',
  `select ${contacts.select('c', ['id', 'displayName', 'phone', 'matchKey', 'mergedIntoId', 'erasedAt', 'createdAt'])}
     from ${contacts.table} c where ${contact.tenantId} = $1 and ${contact.id} = any($2::uuid[])
    order by ${contact.id} for update`,
);

/** More than any chain of merges that commit while one waits. */
const maxRounds = 8;

/** The contacts with these ids, merged or not, in the order of their ids; those that do not exist are left out. */
export function lockContacts(
  transaction: Transaction,
  tenantId: string,
  ids: readonly string[],
): Promise<LockedContact[]> {
  return transaction.query<LockedContact>(lock, [tenantId, ids]);
}

/**
 * The people whom these contacts are: each one that was merged gives the one that it was merged into, locked too.
 * @throws Error when merges go on faster than they can be followed
 */
export async function lockPeople(
  transaction: Transaction,
  tenantId: string,
  ids: readonly string[],
): Promise<LockedContact[]> {
  const people = new Map<string, LockedContact>();
  let wanted: readonly string[] = [...new Set(ids)];
  for (let round = 0; round < maxRounds && wanted.length > 0; round += 1) {
    const rows = await lockContacts(transaction, tenantId, wanted);
    for (const row of rows) if (row.mergedIntoId === null) people.set(row.id, row);
    const targets = rows.flatMap(row => row.mergedIntoId ?? []);
    wanted = [...new Set(targets)].filter(id => !people.has(id));
  }
  if (wanted.length > 0) throw new Error('A contact was merged again and again while it was looked for.');
  return [...people.values()];
}
