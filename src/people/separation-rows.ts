/** Queries of `separate-address.ts`: an address and its contact's others, holders of keys, the company's numbers. */
import { channelNamesOf } from '../database/channel-names.js';
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { as, bool, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { type OwnKeys, toOwnKeys } from '../domain/identity/own-addresses.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { ContactMerge } from '../entities/contact-merge.entity.js';
import { Tenant } from '../entities/tenant.entity.js';

const contacts = tableOf(Contact);
const contact = contacts.of('c');
const identities = tableOf(ContactIdentity);
const identity = identities.of('ci');
const merges = tableOf(ContactMerge);
const merge = merges.of('m');
const tenant = tableOf(Tenant).of('t');

/** An address of a contact. */
export type StoredAddress = Pick<ContactIdentity, 'id' | 'contactId' | 'canonical' | 'matchKeys'>;

const selectAddresses = (condition: string) => sql`
  select ${identities.select('ci', ['id', 'contactId', 'canonical', 'matchKeys'])} from ${identities.table} ci
   where ${identity.tenantId} = $1 and ${condition} order by ${identity.id}`;

const addressById = statement('address-by-id', selectAddresses(`${identity.id} = $2`));
const addressesOf = statement('addresses-of-contact', selectAddresses(`${identity.contactId} = $2`));

const remove = statement(
  'delete-address',
  `delete from ${identities.table} ci where ${identity.tenantId} = $1 and ${identity.id} = $2`,
);

const keyholder = statement(
  'keyholder',
  sql`select ${contacts.select('c', ['id', 'mergedIntoId'])}, ${as(
    'wasMerged',
    bool(`exists (
            select 1 from ${merges.table} m where ${merge.tenantId} = $1 and ${merge.mergedId} = ${contact.id} and ${merge.undoneAt} is null)`),
  )}
     from ${contacts.table} c where ${contact.tenantId} = $1 and ${contact.matchKey} = $2`,
);

const ownNames = statement(
  'own-names-of-tenant',
  sql`select ${as('channelNames', channelNamesOf('$1'))}, ${as('defaultCountry', tenant.defaultCountry)}
     from ${tableOf(Tenant).table} t where ${tenant.id} = $1`,
);

/** The contact with a key. `wasMerged`: by a merge; false for one that is merged only to hold the key of a phone. */
export interface Keyholder extends Pick<Contact, 'id' | 'mergedIntoId'> {
  readonly wasMerged: boolean;
}

/** The address with this id; undefined when the tenant has none. */
export async function findAddress(
  transaction: Transaction,
  tenantId: string,
  identityId: string,
): Promise<StoredAddress | undefined> {
  return (await transaction.query(addressById, [tenantId, identityId]))[0];
}

/** All addresses of a contact, the oldest first. */
export function listAddresses(
  transaction: Transaction,
  tenantId: string,
  contactId: string,
): Promise<StoredAddress[]> {
  return transaction.query(addressesOf, [tenantId, contactId]);
}

/** Deletes an address that has no conversation. */
export async function deleteAddress(
  transaction: Transaction,
  tenantId: string,
  identityId: string,
): Promise<void> {
  await transaction.query(remove, [tenantId, identityId]);
}

/** The contact with the key; undefined when it is free. */
export async function findKeyholder(
  transaction: Transaction,
  tenantId: string,
  key: string,
): Promise<Keyholder | undefined> {
  return (await transaction.query(keyholder, [tenantId, key]))[0];
}

/** The keys of the company's own numbers. */
export async function readOwnKeys(transaction: Transaction, tenantId: string): Promise<OwnKeys> {
  const [row] = await transaction.query(ownNames, [tenantId]);
  return toOwnKeys(row?.channelNames ?? [], row?.defaultCountry ?? '');
}
