/**
 * Links addresses that a provider attests to be one person's. Unknown addresses are added to the contact; contacts that
 * turn out to be one person are merged into the oldest. No contact is inserted: while no address is known there is
 * nothing to link. Contacts whose merge an agent undid are not merged again.
 *
 * Order of locks: contacts, conversations, leads, the event counter last. What concurrent transactions commit before
 * the locks are held is seen by the second read, and makes the caller retry.
 */
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import type { MessengerPerson } from '../domain/identity/messenger-address.js';
import { type AddressOwners, findAddressOwners } from './address-owners.js';
import { addAddresses } from './address-rows.js';
import { wereSeparated } from './contact-merge-rows.js';
import { toContactUpdated } from './contact-rows.js';
import { holdPhoneKeys } from './hold-phone-keys.js';
import { type LockedContact, lockKeptContacts } from './lock-contacts.js';
import { mergeContact } from './merge-contact.js';
import { showPhone } from './show-phone.js';

/** A provider's attestation. */
export interface Attestation {
  readonly tenantId: string;
  /** Two or more addresses of one person; the first is the one in the event itself. */
  readonly addresses: readonly MessengerPerson[];
  /** The channel of the event. */
  readonly channelId: string | null;
  /** The ledger row of the event. */
  readonly sourceEventId: string | null;
}

/**
 * `linked` now; `known`: linked before; `unknown`: no contact has any of the addresses; `separated`: an agent decided
 * that they are different people, so nothing was changed.
 */
export type LinkOutcome = 'known' | 'linked' | 'unknown' | 'separated';

/** A concurrent transaction changed the contacts; a retry sees the change. */
class LinkConflictError extends Error {
  /** SQLSTATE of an error that passes on retry. */
  readonly code = '40001';
}

/** The outcome when there is nothing to write, from one statement without a transaction; null when there is. */
export async function findSettledLink(
  reader: Pick<Transaction, 'query'>,
  { tenantId, addresses }: Attestation,
): Promise<'known' | 'unknown' | null> {
  const owners = await findAddressOwners(reader, tenantId, addresses);
  if (areLinked(addresses, owners)) return 'known';
  return contactIdsOf(owners).length === 0 ? 'unknown' : null;
}

/** Links the addresses in the caller's transaction. @throws LinkConflictError: retry the whole transaction */
export async function linkAddresses(
  transaction: Transaction,
  attestation: Attestation,
): Promise<{ readonly outcome: LinkOutcome; readonly events: readonly NewEvent[] }> {
  const { tenantId, addresses, channelId, sourceEventId } = attestation;
  const seen = contactIdsOf(await findAddressOwners(transaction, tenantId, addresses));
  const locked = (await lockKeptContacts(transaction, tenantId, seen)).sort(byAge);
  const owners = await findAddressOwners(transaction, tenantId, addresses);
  if (areLinked(addresses, owners)) return { outcome: 'known', events: [] };
  const lockedIds = new Set(locked.map(contact => contact.id));
  if (contactIdsOf(owners).some(id => !lockedIds.has(id)))
    throw new LinkConflictError('An address got another contact while it was being linked.');
  const [oldest, ...others] = locked;
  if (oldest === undefined) return { outcome: 'unknown', events: [] };
  if (await hasSeparated(transaction, tenantId, locked)) return { outcome: 'separated', events: [] };
  const events: NewEvent[] = [];
  let kept: LockedContact = oldest;
  for (const merged of others) {
    const order = { tenantId, kept, merged, mergedById: null, sourceEventId };
    events.push(...(await mergeContact(transaction, order)));
    kept = {
      ...kept,
      displayName: kept.displayName ?? merged.displayName,
      phone: kept.phone ?? merged.phone,
    };
  }
  const unknown = addresses.filter((_, n) => owners[n]?.ownerId === null);
  const added = await addAddresses(transaction, { tenantId, contactId: kept.id, channelId }, unknown);
  if (added < unknown.length || !(await holdPhoneKeys(transaction, tenantId, kept, addresses, owners)))
    throw new LinkConflictError(
      'An address was added by a concurrent transaction while it was being linked.',
    );
  const phone = addresses.find(address => address.phone !== null)?.phone?.e164;
  const isShown = kept.phone === null && phone !== undefined;
  if (isShown) events.push(...(await showPhone(transaction, tenantId, kept.id, phone)));
  // A key of a phone alone is a change of the contact, too.
  if (added > 0 || isShown || events.length === 0)
    events.push(toContactUpdated(kept.id, ['identities', ...(isShown ? ['phone'] : [])]));
  return { outcome: 'linked', events };
}

/** True if an agent separated any two of the contacts; there are usually two. */
async function hasSeparated(
  transaction: Transaction,
  tenantId: string,
  locked: readonly LockedContact[],
): Promise<boolean> {
  for (const [n, one] of locked.entries())
    for (const other of locked.slice(n + 1))
      if (await wereSeparated(transaction, tenantId, one.id, other.id)) return true;
  return false;
}

/** The contacts of the addresses, without duplicates. */
function contactIdsOf(owners: readonly AddressOwners[]): string[] {
  const ids = owners.flatMap(({ ownerId, keyholderId }) => [ownerId, keyholderId]);
  return [...new Set(ids.filter(id => id !== null))];
}

/** True if one contact has every address and the key of every phone, and no key leads to another contact. */
function areLinked(addresses: readonly MessengerPerson[], owners: readonly AddressOwners[]): boolean {
  const owner = owners[0]?.ownerId ?? null;
  return (
    owner !== null &&
    owners.every(
      ({ ownerId, keyholderId }, n) =>
        ownerId === owner && (keyholderId === null ? addresses[n]?.phone === null : keyholderId === owner),
    )
  );
}

function byAge(one: LockedContact, other: LockedContact): number {
  return one.createdAt.getTime() - other.createdAt.getTime() || (one.id < other.id ? -1 : 1);
}
