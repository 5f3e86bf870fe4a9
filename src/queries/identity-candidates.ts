/** Contacts that an address can mean: its owner, and the holders of its keys. */
import { tableOf } from '../database/columns.js';
import { isAddress } from '../database/is-address.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';

const contacts = tableOf(Contact);
const contact = contacts.of('c');
const identity = tableOf(ContactIdentity).of('ci');

const find = tenantStatement<{ id: string }>(
  'identity-candidates',
  `select distinct id from (
     select ${identity.contactId} as id from ${tableOf(ContactIdentity).table} ci
      where ${isAddress('ci', '$2', '$3')}
     union all
     select coalesce(${contact.mergedIntoId}, ${contact.id}) from ${contacts.table} c
      where ${contact.tenantId} = $1 and ${contact.matchKey} = any($4::text[])
   ) found order by id`,
);

/** Ids of the contacts, without duplicates; merged ones are replaced by their targets. */
export async function findCandidates(
  reader: TenantReader,
  kind: string,
  canonical: string,
  matchKeys: readonly string[],
): Promise<string[]> {
  return (await reader.rows(find, kind, canonical, matchKeys)).map(row => row.id);
}
