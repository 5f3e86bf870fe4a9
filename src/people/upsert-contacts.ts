/**
 * Making people known: contact, address, lead and conversation for messages that have no conversation yet.
 *
 * Two statements in the transaction that then stores the messages. The first finds or makes the contacts and
 * locks their rows, so two first messages of one person, in whatever process, come one after the other; the
 * second, with a fresh snapshot, adds what is still missing. Twenty simultaneous first messages are one contact,
 * one lead and one conversation.
 *
 * A person is found by any address that the event attests to be theirs. A contact that was merged gives the one that it
 * was merged into, and that one is locked as well; when an address got another owner meanwhile, everything is tried anew.
 */

import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { AccountEntry } from '../domain/account-entry.js';
import type { MessengerPerson } from '../domain/identity/messenger-address.js';
import { toReplyAddress } from '../domain/identity/provider-address.js';
import { toPersons } from '../domain/identity/to-persons.js';
import type { Referral } from '../domain/message-content.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { lockPeople } from './lock-contacts.js';
import { openLeadsOf } from './open-lead.js';

const contacts = tableOf(Contact);
const identities = tableOf(ContactIdentity);
const conversations = tableOf(Conversation);
const leads = tableOf(Lead);
const contact = contacts.of('c');
const identity = identities.of('ci');
const conversation = conversations.of('v');
const lead = leads.of('l');

/**
 * $1 tenant, $2 JSON array of persons. Answers the contact of each, its row locked; `isMerged` says that it is the one
 * that a locked row was merged into, and not locked yet.
 */
const ensureContacts = statement(
  'ensure-contacts',
  `with person as materialized (
     select * from json_to_recordset($2::json) as p(n int, kind text, canonical text, others json, match_key text, contact_id uuid, name text, phone text, at timestamptz)
   ), familiar as materialized (
     select distinct on (p.n) p.n, ${identity.contactId} as contact_id from person p
      cross join lateral (
        select p.kind as kind, p.canonical as canonical, 0 as rank
        union all select o.kind, o.canonical, 1 from json_to_recordset(p.others) as o(kind text, canonical text)
      ) a
       join ${identities.table} ci on ${identity.tenantId} = $1 and ${identity.kind} = a.kind and ${identity.canonical} = a.canonical
      order by p.n, a.rank, ${identity.contactId}
   ), locked as materialized (
     select ${contact.id} as id, ${contact.mergedIntoId} as merged_into from ${contacts.table} c
      where ${contact.id} in (select contact_id from familiar) order by ${contact.id} for update
   ), made as (
     insert into ${contacts.table} as c (${contacts.list(['id', 'tenantId', 'displayName', 'phone', 'matchKey', 'createdAt'])})
     select distinct on (match_key) contact_id, $1, name, phone, match_key, at
       from person where n not in (select n from familiar) order by match_key, n
     on conflict (${contacts.column.tenantId}, ${contacts.column.matchKey})
       do update set ${contacts.column.displayName} = coalesce(${contact.displayName}, excluded.${contacts.column.displayName})
     returning ${contact.id} as id, ${contact.matchKey} as match_key, ${contact.mergedIntoId} as merged_into
   )
   select f.n, coalesce(k.merged_into, k.id) as "contactId", k.merged_into is not null as "isMerged"
     from familiar f join locked k on k.id = f.contact_id
   union all
   select p.n, coalesce(m.merged_into, m.id), m.merged_into is not null from person p join made m using (match_key)
    where p.n not in (select n from familiar)`,
);

/**
 * $1 tenant, $2 JSON array of persons with their contacts. Adds addresses, lead and conversation where missing. An address
 * that is there keeps its owner, who is answered: another one than the contact given means that the contact was made in
 * vain.
 */
const ensureConversations = statement(
  'ensure-conversations',
  `with person as materialized (
     select * from json_to_recordset($2::json) as p(n int, kind text, canonical text, raw text, reply_to text, match_keys json, contact_id uuid,
       others json, identity_id uuid, lead_id uuid, conversation_id uuid, channel_id uuid, stage_id uuid, topic_id uuid, provider text,
       referral jsonb, name text, phone text, at timestamptz)
   ), address as (
     insert into ${identities.table} as ci (${identities.list(['id', 'tenantId', 'contactId', 'kind', 'rawValue', 'canonical', 'matchKeys', 'channelId', 'firstSeenAt'])})
     select distinct on (kind, canonical) id, $1, contact_id, kind, raw, canonical,
            array(select json_array_elements_text(match_keys)), channel_id, at
       from (
         select identity_id as id, contact_id, kind, raw, canonical, match_keys, channel_id, at, n, 0 as rank from person
         union all
         select o.id, p.contact_id, o.kind, o.raw, o.canonical, o.match_keys, p.channel_id, p.at, p.n, 1
           from person p, json_to_recordset(p.others) as o(id uuid, kind text, raw text, canonical text, match_keys json)
       ) a order by kind, canonical, rank, n
     on conflict (${identities.column.tenantId}, ${identities.column.kind}, ${identities.column.canonical})
       do update set ${identities.column.canonical} = excluded.${identities.column.canonical}
     returning ${identity.id} as id, ${identity.kind} as kind, ${identity.canonical} as canonical, ${identity.contactId} as owner_id
   ), owned as materialized (
     select p.*, a.id as address_id, a.owner_id from person p join address a using (kind, canonical)
   ), open_lead as materialized (
     ${openLeadsOf('select owner_id from owned')}
   ), new_lead as (
     insert into ${leads.table} as l (${leads.list(['id', 'tenantId', 'contactId', 'channelId', 'stageId', 'topicId', 'topicSource', 'name', 'phone', 'source', 'referral', 'createdAt', 'updatedAt'])})
     select distinct on (owner_id) lead_id, $1, owner_id, channel_id, stage_id, topic_id,
            case when topic_id is null then null else 'RULE' end, name, phone, provider, referral, at, at
       from owned where owner_id not in (select contact_id from open_lead) and stage_id is not null order by owner_id, n
     returning ${lead.contactId} as contact_id, ${lead.id} as id
   ), case_of as (
     select contact_id, id, false as is_new from open_lead union all select contact_id, id, true from new_lead
   ), room as (
     insert into ${conversations.table} as v (${conversations.list(['id', 'tenantId', 'channelId', 'contactId', 'identityId', 'leadId', 'address', 'lastActivityAt', 'createdAt'])})
     select distinct on (p.channel_id, p.address_id) p.conversation_id, $1, p.channel_id, p.owner_id, p.address_id, k.id, p.reply_to, p.at, p.at
       from owned p left join case_of k on k.contact_id = p.owner_id
      order by p.channel_id, p.address_id, p.n
     on conflict (${conversations.column.channelId}, ${conversations.column.identityId})
       do update set ${conversations.column.address} = ${conversation.address}
     returning ${conversation.id} as id, ${conversation.channelId} as channel_id, ${conversation.identityId} as identity_id
   )
   select p.n, p.owner_id as "ownerId", r.id as "conversationId", r.id = p.conversation_id as "isNewConversation",
          k.id as "leadId", coalesce(k.is_new and k.id = p.lead_id, false) as "isNewLead"
     from owned p
     join room r on r.channel_id = p.channel_id and r.identity_id = p.address_id
     left join case_of k on k.contact_id = p.owner_id`,
);

/** An address got another owner while the message was under way; the way in tries again and sees whom. */
class OwnerChangedError extends Error {
  /** SQLSTATE of a fault that passes when tried again. */
  readonly code = '40001';
}

/** The sender of one message: what is needed to find the contact, or to insert contact, lead and conversation. */
export interface Sender {
  readonly person: MessengerPerson;
  /** Other addresses that the provider attests for the same person, as it wrote them. */
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

/** Where a sender's message belongs, committed with the caller's transaction. */
export interface UpsertedContact {
  /** Place of the sender in the list, from 0. */
  readonly n: number;
  readonly conversationId: string;
  readonly isNewConversation: boolean;
  /** Null when the contact has no open lead and the tenant has no stage to open one in. */
  readonly leadId: string | null;
  readonly isNewLead: boolean;
}

/**
 * Finds or inserts contact, addresses, open lead and conversation of each sender, in two statements.
 * @throws OwnerChangedError: retry the whole transaction
 */
export async function upsertContacts(
  transaction: Transaction,
  tenantId: string,
  senders: readonly Sender[],
): Promise<UpsertedContact[]> {
  const persons = senders.map(toPerson);
  shareOtherAddresses(persons);
  const contactRows = await transaction.query<{ n: number; contactId: string; isMerged: boolean }>(
    ensureContacts,
    [tenantId, JSON.stringify(persons)],
  );
  const targets = contactRows.filter(row => row.isMerged).map(row => row.contactId);
  if (targets.length > 0) {
    const people = await lockPeople(transaction, tenantId, targets);
    if (targets.some(id => !people.some(person => person.id === id)))
      throw new OwnerChangedError('A contact was merged again while a message of theirs was stored.');
  }
  const contactIds = new Map(contactRows.map(({ n, contactId }) => [n, contactId]));
  const upserted = await transaction.query<UpsertedContact & { readonly ownerId: string }>(
    ensureConversations,
    [tenantId, JSON.stringify(persons.map(person => ({ ...person, contact_id: contactIds.get(person.n) })))],
  );
  if (upserted.some(row => contactIds.get(row.n) !== row.ownerId))
    throw new OwnerChangedError('An address got another owner while a message from it was stored.');
  return upserted;
}

/** The person as the statements take it. */
function toPerson(sender: Sender, n: number) {
  const { person, account, channelId, receivedAt } = sender;
  const others = toPersons(sender.alsoKnownAs, account);
  return {
    n,
    kind: person.kind,
    canonical: person.canonical,
    raw: person.raw,
    reply_to: toReplyAddress(account, person),
    ...toKey([person, ...others]),
    match_keys: person.matchKeys,
    name: sender.name,
    at: receivedAt,
    contact_id: uuidV7(),
    identity_id: uuidV7(),
    lead_id: uuidV7(),
    conversation_id: uuidV7(),
    channel_id: channelId,
    stage_id: account.firstStageId,
    topic_id: sender.topicId,
    provider: account.kind,
    referral: sender.referral,
  };
}

/** By what the person is found. A phone among the addresses is the better key: bookings know it too. */
function toKey(addresses: readonly MessengerPerson[]) {
  const named = addresses.find(({ phone }) => phone !== null) ?? addresses[0];
  return {
    others: addresses.slice(1).map(({ kind, raw, canonical, matchKeys }) => {
      return { id: uuidV7(), kind, raw, canonical, match_keys: matchKeys };
    }),
    match_key: named?.matchKey ?? '',
    phone: named?.phone?.e164 ?? null,
  };
}

type Person = ReturnType<typeof toPerson>;

/** Of two messages from one address in a batch one may say more about who it is; both are found by the same then. */
function shareOtherAddresses(persons: Person[]): void {
  const telling = new Map<string, Person>();
  for (const person of persons)
    if (person.others.length > 0) telling.set(`${person.kind} ${person.canonical}`, person);
  if (telling.size === 0) return;
  for (const person of persons) {
    const { others, match_key, phone } = telling.get(`${person.kind} ${person.canonical}`) ?? person;
    Object.assign(person, { others, match_key, phone });
  }
}
