/** The insert of addresses, in every path that adds one. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { MessengerPerson } from '../domain/identity/messenger-address.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';

const contacts = tableOf(Contact);
const contact = contacts.of('c');
const identities = tableOf(ContactIdentity);
const { column } = identities;

/** Columns of an address to insert. */
export type NewAddress = Pick<MessengerPerson, 'kind' | 'raw' | 'canonical' | 'matchKeys'>;

/** Handling of an address that the tenant has: it is returned with its owner, or the insert is skipped. */
export type OnKnownAddress = 'answer' | 'skip';

/**
 * SQL that inserts addresses and returns id, kind, canonical and contactId of each. A known address keeps its owner.
 * @param rows a select: id, tenant, contact, kind, raw value, canonical form, array of keys, channel, time
 */
export function insertAddresses(rows: string, onKnownAddress: OnKnownAddress): string {
  const action =
    onKnownAddress === 'skip' ? 'nothing' : `update set ${column.canonical} = excluded.${column.canonical}`;
  return `insert into ${identities.table} as ci (${identities.list(['id', 'tenantId', 'contactId', 'kind', 'rawValue', 'canonical', 'matchKeys', 'channelId', 'firstSeenAt'])})
     ${rows}
     on conflict (${column.tenantId}, ${column.kind}, ${column.canonical}) do ${action}
     returning ${identities.select('ci', ['id', 'kind', 'canonical', 'contactId'])}`;
}

/** $1 tenant, $2 contact, $3 channel, then id, kind, raw, canonical form and JSON of the keys, one each per address. */
const add = statement(
  'add-addresses',
  `with added as (
     ${insertAddresses(
       `select a.id, $1, $2, a.kind, a.raw, a.canonical, array(select json_array_elements_text(a.match_keys::json)), $3, now()
          from unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[]) as a(id, kind, raw, canonical, match_keys)
         order by a.kind, a.canonical`,
       'skip',
     )}
   ), touched as (
     update ${contacts.table} c set ${contacts.column.version} = ${contact.version} + 1
      where ${contact.tenantId} = $1 and ${contact.id} = $2 and exists (select 1 from added)
   )
   select id from added`,
);

/** Adds addresses to a contact whose row is locked. @returns the number of new addresses */
export async function addAddresses(
  transaction: Transaction,
  { tenantId, contactId, channelId }: ContactOnChannel,
  addresses: readonly NewAddress[],
): Promise<number> {
  if (addresses.length === 0) return 0;
  const added = await transaction.query(add, [
    ...[tenantId, contactId, channelId, addresses.map(() => uuidV7())],
    ...[addresses.map(({ kind }) => kind), addresses.map(({ raw }) => raw)],
    addresses.map(({ canonical }) => canonical),
    addresses.map(({ matchKeys }) => JSON.stringify(matchKeys)),
  ]);
  return added.length;
}

/** The contact that gets the addresses, and the channel on which they were seen. */
export interface ContactOnChannel {
  readonly tenantId: string;
  readonly contactId: string;
  readonly channelId: string | null;
}
