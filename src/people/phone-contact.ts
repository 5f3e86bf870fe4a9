import type { PublishingTransaction } from '../database/database.js';
import { statement } from '../database/statement.js';
import { toPhoneKey } from '../domain/phone/phone-key.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import type { Contact } from '../entities/contact.entity.js';
import { insertContacts, nameContacts } from './contact-rows.js';
import { lockKeptContacts } from './lock-contacts.js';

/** The contact of a phone. */
export type PhoneContact = Pick<Contact, 'id' | 'displayName' | 'phone'>;

const upsert = statement<PhoneContact & Pick<Contact, 'mergedIntoId'>>(
  'upsert-phone-contact',
  insertContacts('values ($1, $2, $3, $4, $5, null, now())', 'answer'),
);

/**
 * Finds or inserts the contact of a phone in E.164; for a merged contact, its merge target. The row is locked until the
 * transaction ends, so concurrent calls get one contact. A contact without a name gets the given one, with the event.
 * Used by leads, first messages and bookings.
 */
export async function upsertPhoneContact(
  transaction: PublishingTransaction,
  tenantId: string,
  e164: string,
  name: string | null,
): Promise<PhoneContact> {
  const parameters = [uuidV7(), tenantId, name, e164, toPhoneKey(e164)];
  const [found] = await transaction.query(upsert, parameters);
  if (!found) throw new Error('An upsert of a contact answered no row.');
  const [kept] =
    found.mergedIntoId === null
      ? [found]
      : await lockKeptContacts(transaction, tenantId, [found.mergedIntoId]);
  if (!kept) throw new Error('The contact that a contact was merged into does not exist.');
  if (name === null || kept.displayName !== null) return kept;
  transaction.emit(...(await nameContacts(transaction, tenantId, new Map([[kept.id, name]]))));
  return { ...kept, displayName: name };
}
