/** Finds the contacts of addresses: by the address itself, and by its key. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { isAddress } from '../database/is-address.js';
import { as, orNull, sql, text } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { MessengerPerson } from '../domain/identity/messenger-address.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';

const contacts = tableOf(Contact);
const contact = contacts.of('c');
const identities = tableOf(ContactIdentity);
const identity = identities.of('ci');

/** The contacts of one address; a merged contact is replaced by its merge target. */
export interface AddressOwners {
  /** The contact that has the address. */
  readonly ownerId: string | null;
  /** The contact that has its key: a booking, for instance, inserts a contact with a phone before they write. */
  readonly keyholderId: string | null;
}

/** $1 tenant, then kinds, canonical forms and keys, one of each per address. */
const find = statement(
  'find-people-by-address',
  sql`select ${as('ownerId', orNull(identity.contactId))}, ${as('keyholderId', orNull(text(`coalesce(${contact.mergedIntoId}, ${contact.id})`)))}
     from unnest($2::text[], $3::text[], $4::text[]) with ordinality as a(kind, canonical, match_key, n)
     left join ${identities.table} ci on ${isAddress('ci', 'a.kind', 'a.canonical')}
     left join ${contacts.table} c on ${contact.tenantId} = $1 and ${contact.matchKey} = a.match_key
    order by a.n`,
);

/** The owners of each address, in their order. One statement, with or without a transaction. */
export function findAddressOwners(
  reader: Pick<Transaction, 'query'>,
  tenantId: string,
  addresses: readonly MessengerPerson[],
): Promise<AddressOwners[]> {
  return reader.query(find, [
    tenantId,
    addresses.map(({ kind }) => kind),
    addresses.map(({ canonical }) => canonical),
    addresses.map(({ matchKey }) => matchKey),
  ]);
}
