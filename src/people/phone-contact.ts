/** The contact of a phone, to write to them: found, or made; one, however many ask at once. */

import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { statement } from '../database/statement.js';
import { identifyPhone } from '../domain/phone/phone-identity.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Contact } from '../entities/contact.entity.js';
import { lockPeople } from './lock-contacts.js';

const contacts = tableOf(Contact);
const contact = contacts.of('c');

const ensure = statement(
  'ensure-phone-contact',
  `insert into ${contacts.table} as c (${contacts.list(['id', 'tenantId', 'displayName', 'phone', 'matchKey', 'createdAt'])})
   values ($1, $2, $3, $4, $5, now())
   on conflict (${contacts.column.tenantId}, ${contacts.column.matchKey})
     do update set ${contacts.column.displayName} = coalesce(${contact.displayName}, excluded.${contacts.column.displayName})
   returning ${contact.id} as id, ${contact.mergedIntoId} as "mergedIntoId"`,
);

/** The id of the contact of a phone in E.164, whoever they were merged into. Locked until the transaction ends. */
export async function ensurePhoneContact(
  transaction: Transaction,
  tenantId: string,
  e164: string,
  name: string | null,
): Promise<string> {
  const matchKey = `tel:${identifyPhone(e164, '')?.matchKey ?? e164}`;
  const parameters = [uuidV7(), tenantId, name, e164, matchKey];
  const [made] = await transaction.query<{ id: string; mergedIntoId: string | null }>(ensure, parameters);
  if (!made) throw new Error('An upsert of a contact answered no row.');
  if (made.mergedIntoId === null) return made.id;
  const [person] = await lockPeople(transaction, tenantId, [made.mergedIntoId]);
  return person?.id ?? made.mergedIntoId;
}
