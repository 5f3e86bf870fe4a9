/** Batch loader of contacts by phone: a page of contact cards costs one statement. */
import { tableOf } from '../database/columns.js';
import { as, sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { toPhoneKey } from '../domain/phone/phone-key.js';
import { Contact } from '../entities/contact.entity.js';
import type { ContactRow } from './rows.js';

const contacts = tableOf(Contact);
const contact = contacts.of('ct');
const kept = contacts.of('k');

/** A merged contact is replaced by its merge target. */
const byMatchKeys = tenantStatement(
  'contacts-by-match-keys',
  sql`select ${as('key', contact.matchKey)}, ${contacts.select('k')} from ${contacts.table} ct
     join ${contacts.table} k on ${kept.id} = coalesce(${contact.mergedIntoId}, ${contact.id})
    where ${contact.tenantId} = $1 and ${contact.matchKey} = any($2::text[])`,
);

/** The contacts with these numbers (E.164), in the same order; null where there is none. */
export async function loadContactsByPhone(
  reader: TenantReader,
  phones: readonly string[],
): Promise<(ContactRow | null)[]> {
  const keys = phones.map(toPhoneKey);
  const rows = await reader.rows(byMatchKeys, keys);
  const known = new Map(rows.map(({ key, ...row }) => [key, row]));
  return keys.map(key => known.get(key) ?? null);
}
