/** The records of merges: what moved, who merged, and whether the merge was undone. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { as, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactMerge } from '../entities/contact-merge.entity.js';

const contacts = tableOf(Contact);
const contact = contacts.of('c');
const merges = tableOf(ContactMerge);
const merge = merges.of('m');

const separated = statement(
  'were-separated',
  `with side as (
     select ${contact.id} as id, coalesce(${contact.mergedIntoId}, ${contact.id}) as person from ${contacts.table} c
      where ${contact.tenantId} = $1 and (${contact.id} in ($2, $3) or ${contact.mergedIntoId} in ($2, $3))
   )
   select 1 as found from ${merges.table} m
     join side k on k.id = ${merge.keptId} join side g on g.id = ${merge.mergedId}
    where ${merge.tenantId} = $1 and ${merge.undoneAt} is not null and k.person <> g.person limit 1`,
);

const findTarget = statement(
  'merge-target',
  sql`select ${as('mergedIntoId', contact.mergedIntoId)} from ${contacts.table} c where ${contact.tenantId} = $1 and ${contact.id} = $2`,
);

const findLatest = statement(
  'latest-merge',
  sql`select ${merges.select('m')} from ${merges.table} m
    where ${merge.tenantId} = $1 and ${merge.mergedId} = $2 and ${merge.undoneAt} is null order by ${merge.id} desc limit 1`,
);

const undo = statement(
  'mark-merge-undone',
  `update ${merges.table} m set ${merges.column.undoneAt} = now(), ${merges.column.undoneById} = $3
    where ${merge.tenantId} = $1 and ${merge.id} = $2`,
);

/** The contact that a contact is merged into, not locked; undefined for an unknown contact. */
export async function findMergeTarget(
  transaction: Transaction,
  tenantId: string,
  contactId: string,
): Promise<Pick<Contact, 'mergedIntoId'> | undefined> {
  return (await transaction.query(findTarget, [tenantId, contactId]))[0];
}

/** The record of a contact's merge that was not undone; undefined for one that only holds the key of a phone. */
export async function findMerge(
  transaction: Transaction,
  tenantId: string,
  mergedId: string,
): Promise<ContactMerge | undefined> {
  return (await transaction.query(findLatest, [tenantId, mergedId]))[0];
}

/** Records who undid a merge. */
export async function markUndone(
  transaction: Transaction,
  tenantId: string,
  mergeId: string,
  userId: string,
): Promise<void> {
  await transaction.query(undo, [tenantId, mergeId, userId]);
}

/** True if an agent undid a merge between two contacts, or between contacts that were merged into them. */
export async function wereSeparated(
  transaction: Transaction,
  tenantId: string,
  oneId: string,
  otherId: string,
): Promise<boolean> {
  return (await transaction.query(separated, [tenantId, oneId, otherId])).length > 0;
}
