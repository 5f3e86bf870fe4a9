/**
 * Finds or inserts contact, address, open lead and conversation for messages that have no conversation yet.
 *
 * Two statements in the transaction that then stores the messages. The first finds or inserts the contacts and locks
 * their rows, so first messages of one person are processed in order, also by different processes; the second, with a
 * fresh snapshot, adds what is missing. Twenty simultaneous first messages are one contact, one lead and one
 * conversation.
 *
 * A contact is found by any address that the event attests. A merged contact is replaced by its merge target, which is
 * locked as well; when an address gets another owner in between, the whole transaction is retried.
 */

import { tableOf } from '../database/columns.js';
import type { PublishingTransaction } from '../database/database.js';
import { isAddress } from '../database/is-address.js';
import { statement } from '../database/statement.js';
import type { AccountEntry } from '../domain/account-entry.js';
import type { MessengerPerson } from '../domain/identity/messenger-address.js';
import { toReplyAddress } from '../domain/identity/provider-address.js';
import { toPersons } from '../domain/identity/to-persons.js';
import type { Referral } from '../domain/message-content.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { insertContacts, nameContacts } from './contact-rows.js';
import { type EnsuredConversation, ensureConversations } from './ensure-conversations.js';
import { lockKeptContacts } from './lock-contacts.js';

const contacts = tableOf(Contact);
const contact = contacts.of('c');
const identities = tableOf(ContactIdentity);
const identity = identities.of('ci');

/**
 * $1 tenant, $2 JSON array of rows (`toRow`). Returns the contact of each, its row locked; `isMerged` marks the merge
 * target of a locked row, which is not locked yet; `mayBeNamed` a contact that was found by its key and has no name.
 */
const ensureContacts = statement<{ n: number; contactId: string; isMerged: boolean; mayBeNamed: boolean }>(
  'ensure-contacts',
  `with person as materialized (
     select * from json_to_recordset($2::json) as p(n int, addresses json, match_key text, contact_id uuid, name text, phone text, at timestamptz)
   ), familiar as materialized (
     select distinct on (p.n) p.n, ${identity.contactId} as contact_id from person p
      cross join json_to_recordset(p.addresses) as a(rank int, kind text, canonical text)
       join ${identities.table} ci on ${isAddress('ci', 'a.kind', 'a.canonical')}
      order by p.n, a.rank, ${identity.contactId}
   ), locked as materialized (
     select ${contact.id} as id, ${contact.mergedIntoId} as merged_into from ${contacts.table} c
      where ${contact.id} in (select contact_id from familiar) order by ${contact.id} for update
   ), made as (
     ${insertContacts(
       `select distinct on (match_key) contact_id, $1, name, phone, match_key, null::uuid, at
          from person where n not in (select n from familiar) order by match_key, n`,
       'answer',
     )}
   )
   select f.n, coalesce(k.merged_into, k.id) as "contactId", k.merged_into is not null as "isMerged", false as "mayBeNamed"
     from familiar f join locked k on k.id = f.contact_id
   union all
   select p.n, coalesce(m."mergedIntoId", m.id), m."mergedIntoId" is not null, m."displayName" is null and p.name is not null from person p join made m on m."matchKey" = p.match_key
    where p.n not in (select n from familiar)`,
);

/** An address got another owner while its message was being stored; retry the transaction to see the new owner. */
class OwnerChangedError extends Error {
  /** SQLSTATE of an error that passes on retry. */
  readonly code = '40001';
}

/** The sender of one message: the fields to find the contact, or to insert contact, lead and conversation. */
export interface Sender {
  readonly person: MessengerPerson;
  /** Other addresses that the provider attests for the same person, unchanged. */
  readonly alsoKnownAs: readonly string[];
  readonly name: string | null;
  readonly account: AccountEntry;
  readonly channelId: string;
  /** ISO 8601: when the message was received. */
  readonly receivedAt: string;
  /** Topic of a lead or conversation that is inserted. */
  readonly topicId: string | null;
  readonly referral: Referral | null;
}

/** Conversation and lead of a sender, committed with the caller's transaction. */
export type UpsertedContact = Omit<EnsuredConversation, 'ownerId'>;

/**
 * Finds or inserts contact, addresses, open lead and conversation of each sender, in two statements. A contact without a
 * name that is found by its key gets the sender's, with the event.
 * @throws OwnerChangedError: retry the whole transaction
 */
export async function upsertContacts(
  transaction: PublishingTransaction,
  tenantId: string,
  senders: readonly Sender[],
): Promise<UpsertedContact[]> {
  const named = shareOtherAddresses(senders.map(toNamedSender));
  const contactRows = await transaction.query(ensureContacts, [tenantId, JSON.stringify(named.map(toRow))]);
  const targets = contactRows.filter(row => row.isMerged).map(row => row.contactId);
  if (targets.length > 0) {
    const locked = await lockKeptContacts(transaction, tenantId, targets);
    if (targets.some(id => !locked.some(contact => contact.id === id)))
      throw new OwnerChangedError('A contact was merged again while a message of theirs was stored.');
  }
  const names = contactRows.flatMap(({ n, contactId, mayBeNamed }) => {
    const name = senders[n]?.name ?? null;
    return mayBeNamed && name !== null ? [[contactId, name] as const] : [];
  });
  transaction.emit(...(await nameContacts(transaction, tenantId, new Map(names))));
  const contactIds = new Map(contactRows.map(({ n, contactId }) => [n, contactId]));
  const upserted = await ensureConversations(
    transaction,
    tenantId,
    named.map((sender, n) => toConversation(sender, contactIds.get(n) ?? '')),
  );
  if (upserted.some(row => contactIds.get(row.n) !== row.ownerId))
    throw new OwnerChangedError('An address got another owner while a message from it was stored.');
  return upserted;
}

/** A sender with all addresses that the event attests, the sender's own first. */
interface NamedSender {
  readonly sender: Sender;
  readonly addresses: readonly [MessengerPerson, ...MessengerPerson[]];
}

function toNamedSender(sender: Sender): NamedSender {
  const { kind, canonical } = sender.person;
  const others = toPersons(sender.alsoKnownAs, sender.account).filter(
    other => other.kind !== kind || other.canonical !== canonical,
  );
  return { sender, addresses: [sender.person, ...others] };
}

/** When one of several messages from one address names more addresses, all of them are found by these. */
function shareOtherAddresses(named: readonly NamedSender[]): readonly NamedSender[] {
  const most = new Map<string, NamedSender['addresses']>();
  for (const { addresses } of named) if (addresses.length > 1) most.set(toKey(addresses[0]), addresses);
  if (most.size === 0) return named;
  return named.map(({ sender, addresses }) => ({
    sender,
    addresses: [addresses[0], ...(most.get(toKey(addresses[0])) ?? addresses).slice(1)],
  }));
}

const toKey = ({ kind, canonical }: MessengerPerson): string => `${kind} ${canonical}`;

/** The address that a contact is found by: a phone where there is one, as bookings know phones only. */
function keyAddress({ addresses }: NamedSender): MessengerPerson {
  return addresses.find(({ phone }) => phone !== null) ?? addresses[0];
}

/** The sender in the form of the first statement's parameter. */
function toRow(named: NamedSender, n: number) {
  const { matchKey, phone } = keyAddress(named);
  return {
    n,
    addresses: named.addresses.map(({ kind, canonical }, rank) => ({ rank, kind, canonical })),
    match_key: matchKey,
    contact_id: uuidV7(),
    name: named.sender.name,
    phone: phone?.e164 ?? null,
    at: named.sender.receivedAt,
  };
}

function toConversation(named: NamedSender, contactId: string) {
  const { sender, addresses } = named;
  const { account } = sender;
  return {
    contactId,
    channelId: sender.channelId,
    address: addresses[0],
    replyTo: toReplyAddress(account, addresses[0]),
    otherAddresses: addresses.slice(1),
    firstStageId: account.firstStageId,
    topicId: sender.topicId,
    source: account.kind,
    referral: sender.referral,
    name: sender.name,
    phone: keyAddress(named).phone?.e164 ?? null,
    at: sender.receivedAt,
  };
}
