/** The rows behind addresses that are being linked: who has them, adding them, and who was taken apart before. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { MessengerPerson } from '../domain/identity/messenger-address.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { ContactMerge } from '../entities/contact-merge.entity.js';
import type { LockedContact } from './lock-contacts.js';

const contacts = tableOf(Contact);
const contact = contacts.of('c');
const identities = tableOf(ContactIdentity);
const identity = identities.of('ci');
const merge = tableOf(ContactMerge).of('m');

/** Whom one address leads to; merged contacts give the one that they were merged into. */
export interface Finding {
  /** Who has the address. */
  readonly ownerId: string | null;
  /** Whose key it is: a contact can be known by a phone, from a booking for instance, without having written. */
  readonly keyholderId: string | null;
}

/** $1 tenant, then kinds, canonical forms and keys, one each an address. */
const find = statement(
  'find-people-by-address',
  `select ${identity.contactId} as "ownerId", coalesce(${contact.mergedIntoId}, ${contact.id}) as "keyholderId"
     from unnest($2::text[], $3::text[], $4::text[]) with ordinality as a(kind, canonical, match_key, n)
     left join ${identities.table} ci on ${identity.tenantId} = $1 and ${identity.kind} = a.kind and ${identity.canonical} = a.canonical
     left join ${contacts.table} c on ${contact.tenantId} = $1 and ${contact.matchKey} = a.match_key
    order by a.n`,
);

/** $1 tenant, $2 contact, $3 channel, then id, kind, raw, canonical form and JSON of the keys, one each an address. */
const add = statement(
  'add-addresses',
  `with added as (
     insert into ${identities.table} (${identities.list(['id', 'tenantId', 'contactId', 'kind', 'rawValue', 'canonical', 'matchKeys', 'channelId', 'firstSeenAt'])})
     select a.id, $1, $2, a.kind, a.raw, a.canonical, array(select json_array_elements_text(a.match_keys::json)), $3, now()
       from unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[]) as a(id, kind, raw, canonical, match_keys)
      order by a.kind, a.canonical
     on conflict do nothing returning ${identities.column.id} as id
   ), touched as (
     -- Nothing changes but the version.
     update ${contacts.table} c set ${contacts.column.matchKey} = ${contact.matchKey}
      where ${contact.tenantId} = $1 and ${contact.id} = $2 and exists (select 1 from added)
   )
   select id from added`,
);

const takeKey = statement(
  'take-match-key',
  `update ${contacts.table} c set ${contacts.column.matchKey} = $3 where ${contact.tenantId} = $1 and ${contact.id} = $2`,
);

/** A second phone of a person: a contact that was merged from the start holds its key. */
const holdKey = statement(
  'hold-match-key',
  `insert into ${contacts.table} (${contacts.list(['id', 'tenantId', 'phone', 'matchKey', 'mergedIntoId', 'createdAt'])})
   values ($2, $1, $3, $4, $5, now())
   on conflict do nothing returning ${contacts.column.id} as id`,
);

const separated = statement(
  'were-separated',
  `with side as (
     select ${contact.id} as id, coalesce(${contact.mergedIntoId}, ${contact.id}) as person from ${contacts.table} c
      where ${contact.tenantId} = $1 and (${contact.id} in ($2, $3) or ${contact.mergedIntoId} in ($2, $3))
   )
   select 1 as found from ${tableOf(ContactMerge).table} m
     join side k on k.id = ${merge.keptId} join side g on g.id = ${merge.mergedId}
    where ${merge.tenantId} = $1 and ${merge.undoneAt} is not null and k.person <> g.person limit 1`,
);

/** Where each of the addresses leads, in their order. One statement, also without a transaction. */
export function findPeople(
  reader: Pick<Transaction, 'query'>,
  tenantId: string,
  addresses: readonly MessengerPerson[],
): Promise<Finding[]> {
  return reader.query<Finding>(find, [
    tenantId,
    addresses.map(({ kind }) => kind),
    addresses.map(({ canonical }) => canonical),
    addresses.map(({ matchKey }) => matchKey),
  ]);
}

/**
 * Gives the person the addresses that nobody has, and the keys under which their phones are looked up.
 * @returns false when somebody else added one of them meanwhile
 */
export async function addAddresses(
  transaction: Transaction,
  about: {
    readonly tenantId: string;
    readonly addresses: readonly MessengerPerson[];
    readonly channelId: string | null;
  },
  person: LockedContact,
  findings: readonly Finding[],
): Promise<boolean> {
  const { tenantId, addresses, channelId } = about;
  const absent = addresses.filter((_, n) => findings[n]?.ownerId === null);
  if (absent.length > 0) {
    const added = await transaction.query(add, [
      ...[tenantId, person.id, channelId, absent.map(() => uuidV7())],
      ...[absent.map(({ kind }) => kind), absent.map(({ raw }) => raw), absent.map(row => row.canonical)],
      absent.map(({ matchKeys }) => JSON.stringify(matchKeys)),
    ]);
    if (added.length < absent.length) return false;
  }
  let ownKey = person.matchKey;
  for (const [key, phone] of phoneKeysWithoutHolder(addresses, findings)) {
    if (!ownKey.startsWith('tel:')) {
      await transaction.query(takeKey, [tenantId, person.id, key]);
      ownKey = key;
      continue;
    }
    const held = await transaction.query(holdKey, [tenantId, uuidV7(), phone, key, person.id]);
    if (held.length === 0) return false;
  }
  return true;
}

function phoneKeysWithoutHolder(
  addresses: readonly MessengerPerson[],
  findings: readonly Finding[],
): ReadonlyMap<string, string> {
  return new Map(
    addresses.flatMap(({ phone, matchKey }, n) =>
      phone !== null && findings[n]?.keyholderId === null ? [[matchKey, phone.e164] as const] : [],
    ),
  );
}

/** Whether a colleague took a merge between these two people apart, themselves or those merged into them. */
export async function wereSeparated(
  transaction: Transaction,
  tenantId: string,
  oneId: string,
  otherId: string,
): Promise<boolean> {
  return (await transaction.query(separated, [tenantId, oneId, otherId])).length > 0;
}
