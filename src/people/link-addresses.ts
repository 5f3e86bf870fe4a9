/**
 * Addresses that a provider attests to be one person's: they join one contact. An address that nobody has yet is
 * added; contacts that turn out to be one person are merged into the oldest of them. Nobody is made here: as long as
 * no address is known there is nothing to link.
 *
 * What a colleague took apart stays apart: two people whose merge was undone are not merged again by attestation.
 *
 * Order of locks: contacts, conversations, leads, the event counter last. What a concurrent transaction gets in
 * between is seen by the second look, under the locks, and starts the work anew.
 */
import type { Database, PublishingTransaction, Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { rehearse } from '../database/rehearse.js';
import type { MessengerPerson } from '../domain/identity/messenger-address.js';
import { addAddresses, type Finding, findPeople, wereSeparated } from './address-rows.js';
import { type LockedContact, lockPeople } from './lock-contacts.js';
import { mergeContact } from './merge-contact.js';
import { showPhone } from './show-phone.js';

/** What a provider attested. */
export interface Attestation {
  readonly tenantId: string;
  /** Two or more addresses of one person; the first is the one that the event itself goes by. */
  readonly addresses: readonly MessengerPerson[];
  /** The number on which it was told. */
  readonly channelId: string | null;
  /** The ledger row of the event. */
  readonly sourceEventId: string | null;
}

/**
 * What came of it: `known` before; `linked` now; `nobody` has any of the addresses; `separated` by a colleague, so that
 * nothing was done.
 */
export type LinkOutcome = 'known' | 'linked' | 'nobody' | 'separated';

/** SQLSTATE of faults that come from contention and pass when tried again. */
const passingFaults = new Set(['40001', '40P01', '23505']);
const maxAttempts = 8;

/** Somebody else was faster; trying again sees what they did. */
class OvertakenError extends Error {
  readonly code = '40001';
}

/** Runs work of a tenant when it is its turn; see `linkAddresses`. */
type InTurn = <Result>(tenantId: string, work: () => Promise<Result>) => Promise<Result>;

/**
 * Links the addresses, over the connections of the way in. What is linked already costs one statement.
 * @param inTurn keeps transactions of one tenant from waiting for each other on connections that others need
 * @throws UnavailableError when the database is away; nothing was done then
 */
export async function linkAddresses(
  database: Database,
  attestation: Attestation,
  inTurn: InTurn,
): Promise<LinkOutcome> {
  const { tenantId, addresses } = attestation;
  const reader: Pick<Transaction, 'query'> = {
    query: (statement, parameters) => database.query(statement, parameters, database.keyedPool),
  };
  const findings = await findPeople(reader, tenantId, addresses);
  if (isSettled(addresses, findings)) return 'known';
  if (candidatesOf(findings).length === 0) return 'nobody';
  return inTurn(tenantId, () => tryToLink(database, attestation));
}

/** What linking the addresses would come to; changes nothing. */
export async function rehearseLink(database: Database, attestation: Attestation): Promise<LinkOutcome> {
  return (await rehearse(database, transaction => link(transaction, attestation))).result;
}

async function tryToLink(database: Database, attestation: Attestation): Promise<LinkOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await linkOnce(database, attestation);
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      if (attempt === maxAttempts || typeof code !== 'string' || !passingFaults.has(code)) throw error;
    }
  }
}

async function linkOnce(database: Database, attestation: Attestation): Promise<LinkOutcome> {
  const { tenantId } = attestation;
  const work = async (transaction: PublishingTransaction): Promise<LinkOutcome> => {
    const { result, events } = await link(transaction, attestation);
    transaction.emit(...events);
    return result;
  };
  return database.publish(tenantId, work, database.keyedPool);
}

async function link(
  transaction: Transaction,
  attestation: Attestation,
): Promise<{ readonly result: LinkOutcome; readonly events: readonly NewEvent[] }> {
  const { tenantId, addresses, sourceEventId } = attestation;
  const seen = candidatesOf(await findPeople(transaction, tenantId, addresses));
  const people = (await lockPeople(transaction, tenantId, seen)).sort(byAge);
  const findings = await findPeople(transaction, tenantId, addresses);
  if (isSettled(addresses, findings)) return { result: 'known', events: [] };
  const lockedIds = new Set(people.map(person => person.id));
  if (candidatesOf(findings).some(id => !lockedIds.has(id)))
    throw new OvertakenError('An address got another contact while it was being linked.');
  const [kept, ...others] = people;
  if (kept === undefined) return { result: 'nobody', events: [] };
  if (await hasSeparated(transaction, tenantId, people)) return { result: 'separated', events: [] };
  const events: NewEvent[] = [];
  let person: LockedContact = kept;
  for (const merged of others) {
    const order = { tenantId, kept: person, merged, mergedById: null, sourceEventId };
    events.push(...(await mergeContact(transaction, order)));
    person = {
      ...person,
      displayName: person.displayName ?? merged.displayName,
      phone: person.phone ?? merged.phone,
    };
  }
  const added = await addAddresses(transaction, attestation, person, findings);
  if (!added) throw new OvertakenError('An address was added by somebody else while it was being linked.');
  const phone = addresses.find(address => address.phone !== null)?.phone?.e164;
  if (person.phone === null && phone !== undefined)
    events.push(...(await showPhone(transaction, tenantId, person.id, phone)));
  return { result: 'linked', events };
}

/** Whether a colleague took any two of them apart; there are two as a rule. */
async function hasSeparated(
  transaction: Transaction,
  tenantId: string,
  people: readonly LockedContact[],
): Promise<boolean> {
  for (const [n, one] of people.entries())
    for (const other of people.slice(n + 1))
      if (await wereSeparated(transaction, tenantId, one.id, other.id)) return true;
  return false;
}

/** Every contact that one of the addresses leads to, each once. */
function candidatesOf(findings: readonly Finding[]): string[] {
  return [
    ...new Set(findings.flatMap(({ ownerId, keyholderId }) => [ownerId ?? [], keyholderId ?? []].flat())),
  ];
}

/** Whether every address is there, all of one contact, every phone is found by its key, and no key is another's. */
function isSettled(addresses: readonly MessengerPerson[], findings: readonly Finding[]): boolean {
  const owner = findings[0]?.ownerId ?? null;
  return (
    owner !== null &&
    findings.every(
      ({ ownerId, keyholderId }, n) =>
        ownerId === owner && (keyholderId === null ? addresses[n]?.phone === null : keyholderId === owner),
    )
  );
}

function byAge(one: LockedContact, other: LockedContact): number {
  return one.createdAt.getTime() - other.createdAt.getTime() || (one.id < other.id ? -1 : 1);
}
