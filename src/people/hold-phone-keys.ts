/** Makes a contact findable by the phones of its addresses. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { MessengerPerson } from '../domain/identity/messenger-address.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Contact } from '../entities/contact.entity.js';
import type { AddressOwners } from './address-owners.js';
import { insertContacts } from './contact-rows.js';
import type { LockedContact } from './lock-contacts.js';

const contacts = tableOf(Contact);
const contact = contacts.of('c');

const takeKey = statement(
  'take-match-key',
  `update ${contacts.table} c set ${contacts.column.matchKey} = $3 where ${contact.tenantId} = $1 and ${contact.id} = $2`,
);

const holdKey = statement(
  'hold-match-key',
  insertContacts('values ($2, $1, null, $3, $4, $5, now())', 'skip'),
);

/**
 * Assigns the contact the keys of phones that no contact has yet: the first replaces a key that is no phone, each
 * further phone gets a contact that is merged from the start and only holds the key.
 * @returns false when a concurrent transaction inserted one of them
 */
export async function holdPhoneKeys(
  transaction: Transaction,
  tenantId: string,
  holder: LockedContact,
  addresses: readonly MessengerPerson[],
  owners: readonly AddressOwners[],
): Promise<boolean> {
  const phones = new Map(
    addresses.flatMap(({ phone, matchKey }, n) =>
      phone !== null && owners[n]?.keyholderId === null ? [[matchKey, phone.e164] as const] : [],
    ),
  );
  let hasPhoneKey = holder.matchKey.startsWith('tel:');
  for (const [key, phone] of phones) {
    if (!hasPhoneKey) {
      await transaction.query(takeKey, [tenantId, holder.id, key]);
      hasPhoneKey = true;
      continue;
    }
    const held = await transaction.query(holdKey, [tenantId, uuidV7(), phone, key, holder.id]);
    if (held.length === 0) return false;
  }
  return true;
}
