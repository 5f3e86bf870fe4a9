/** The records of merges: what moved, who merged, and whether the merge was undone. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
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

/** Whether an agent undid a merge between two contacts, or between contacts that were merged into them. */
export async function wereSeparated(
  transaction: Transaction,
  tenantId: string,
  oneId: string,
  otherId: string,
): Promise<boolean> {
  return (await transaction.query(separated, [tenantId, oneId, otherId])).length > 0;
}
