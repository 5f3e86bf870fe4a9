/** Contacts that have an address of one of the company's own numbers, stored before such addresses were dropped. */
import { channelNamesOf } from '../database/channel-names.js';
import { tableOf } from '../database/columns.js';
import { isAddress } from '../database/is-address.js';
import { as, sql, text, typedAs } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { IdentityKind } from '../domain/identity/identity-kind.js';
import { toOwnKeys } from '../domain/identity/own-addresses.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { ContactMerge } from '../entities/contact-merge.entity.js';
import { Tenant } from '../entities/tenant.entity.js';

/** One merge into the contact. */
export interface MergedContactRow {
  readonly mergedId: string;
  readonly mergedById: string | null;
  readonly sourceEventId: string | null;
  readonly mergedAt: Date;
}

/** A contact with its own-number addresses. */
export interface OwnAddressContactRow {
  readonly contactId: string;
  /** Addresses that are one of the company's own numbers. */
  readonly identityIds: readonly string[];
  readonly merges: readonly MergedContactRow[];
}

const maxContacts = 100;

const contacts = tableOf(Contact);
const identities = tableOf(ContactIdentity);
const merges = tableOf(ContactMerge);
const tenants = tableOf(Tenant);
const [contact, identity, merge, tenant] = [
  contacts.of('c'),
  identities.of('ci'),
  merges.of('m'),
  tenants.of('t'),
];

const readNames = tenantStatement(
  'own-channel-names',
  sql`select ${as('defaultCountry', tenant.defaultCountry)}, ${as('channelNames', channelNamesOf(tenant.id))}
     from ${tenants.table} t where ${tenant.id} = $1`,
);

/** $2 and $3 kinds and canonical forms of addresses, $4 match keys. */
const find = tenantStatement(
  'contacts-with-own-addresses',
  sql`with held as (
     select ${identity.contactId} as contact_id, ${identity.id} as identity_id
       from unnest($2::text[], $3::text[]) as a(kind, canonical)
       join ${identities.table} ci on ${isAddress('ci', 'a.kind', 'a.canonical')}
     union all
     select coalesce(${contact.mergedIntoId}, ${contact.id}), null from ${contacts.table} c
      where ${contact.tenantId} = $1 and ${contact.matchKey} = any($4::text[])
   )
   select ${as('contactId', text('h.contact_id'))},
          ${as('identityIds', typedAs<readonly string[]>(`coalesce(array_agg(h.identity_id) filter (where h.identity_id is not null), '{}')`))},
          ${as(
            'merges',
            typedAs<
              readonly MergedContactRow[]
            >(`coalesce((select json_agg(json_build_object('mergedId', ${merge.mergedId}, 'mergedById', ${merge.mergedById},
                      'sourceEventId', ${merge.sourceEventId}, 'mergedAt', ${merge.mergedAt}) order by ${merge.id})
             from ${merges.table} m where ${merge.tenantId} = $1 and ${merge.keptId} = h.contact_id and ${merge.undoneAt} is null), '[]')`),
          )}
     from held h group by h.contact_id order by h.contact_id limit ${maxContacts}`,
);

/** The contacts, the oldest first, at most 100. */
export async function loadOwnAddressContacts(reader: TenantReader): Promise<OwnAddressContactRow[]> {
  const [names] = await reader.rows(readNames);
  const keys = names ? [...toOwnKeys(names.channelNames, names.defaultCountry)] : [];
  const addresses = keys.flatMap(toAddresses);
  if (keys.length === 0) return [];
  const rows = await reader.rows(
    find,
    addresses.map(([kind]) => kind),
    addresses.map(([, canonical]) => canonical),
    keys,
  );
  return rows.map(row => ({
    ...row,
    merges: row.merges.map(entry => ({ ...entry, mergedAt: new Date(entry.mergedAt) })),
  }));
}

/** All stored forms of an address with this key. */
function toAddresses(key: string): readonly (readonly [IdentityKind, string])[] {
  const [scheme, rest = ''] = key.split(/:(.*)/s, 2);
  if (scheme === 'lid') return [[IdentityKind.WHATSAPP_LID, `${rest}@lid`]];
  if (scheme !== 'tel') return [];
  return [
    [IdentityKind.PHONE, rest],
    [IdentityKind.TWILIO_ADDRESS, `whatsapp:${rest}`],
    [IdentityKind.WHATSAPP_JID, `${rest.slice(1)}@s.whatsapp.net`],
  ];
}
