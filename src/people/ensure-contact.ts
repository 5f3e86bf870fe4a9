/** The contact of a phone: found, or made; one, however many ask at once. */

import type { EntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery } from 'kysely';
import { tableOf } from '../database/columns.js';
import { IdentityKind } from '../domain/identity/identity-kind.js';
import type { PhoneIdentity } from '../domain/phone/phone-identity.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';

const contacts = tableOf(Contact);
const contact = contacts.of('c');
const identities = tableOf(ContactIdentity);

/** The database judges: whoever comes second waits here for the first, then finds what it made. */
const insertContact = `
  insert into ${contacts.table} as c (${contacts.list(['id', 'tenantId', 'displayName', 'phone', 'matchKey', 'createdAt'])})
  values ($1, $2, $3, $4, $5, now())
  on conflict (${contacts.column.tenantId}, ${contacts.column.matchKey})
    do update set ${contacts.column.matchKey} = excluded.${contacts.column.matchKey}
  returning ${contact.id} as id, ${contact.displayName} as "displayName", ${contact.phone} as phone,
            ${contact.mergedIntoId} as "mergedIntoId"`;

const readContact = `
  select ${contact.id} as id, ${contact.displayName} as "displayName", ${contact.phone} as phone,
         ${contact.mergedIntoId} as "mergedIntoId"
    from ${contacts.table} c where ${contact.tenantId} = $1 and ${contact.id} = $2 for update`;

const insertIdentity = `
  insert into ${identities.table} (${identities.list(['id', 'tenantId', 'contactId', 'kind', 'rawValue', 'canonical', 'matchKeys', 'firstSeenAt'])})
  values ($1, $2, $3, $4, $5, $6, $7, now())
  on conflict (${identities.column.tenantId}, ${identities.column.kind}, ${identities.column.canonical}) do nothing`;

/** What a use case needs of the contact. */
export interface EnsuredContact {
  readonly id: string;
  readonly displayName: string | null;
  readonly phone: string | null;
}

/**
 * The contact of the phone, its row locked; one that was merged into another gives the other. An existing contact
 * keeps its own name.
 * @param raw the phone as it was written
 */
export async function ensureContact(
  em: EntityManager,
  tenantId: string,
  phone: PhoneIdentity,
  raw: string,
  name: string | null,
): Promise<EnsuredContact> {
  const run = async <Row>(text: string, values: readonly unknown[]): Promise<Row | undefined> =>
    (await em.getKysely().executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows[0];
  let found = await run<EnsuredContact & { mergedIntoId: string | null }>(insertContact, [
    uuidV7(),
    tenantId,
    name,
    phone.e164,
    `tel:${phone.matchKey}`,
  ]);
  // One step, unless merges commit while this one waits.
  while (found?.mergedIntoId) found = await run(readContact, [tenantId, found.mergedIntoId]);
  if (!found) throw new Error('An upsert of a contact answered no row.');
  const { id, displayName, phone: knownPhone } = found;
  const keys = phone.matchKeys.map(key => `tel:${key}`);
  await run(insertIdentity, [uuidV7(), tenantId, id, IdentityKind.PHONE, raw, phone.e164, keys]);
  return { id, displayName, phone: knownPhone };
}
