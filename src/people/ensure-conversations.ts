/** The one statement that adds the missing rows of a contact on a channel: addresses, open lead, conversation. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { quoted } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { MessengerPerson } from '../domain/identity/messenger-address.js';
import type { Referral } from '../domain/message-content.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { type ProviderKind, TopicSource } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { insertAddresses } from './address-rows.js';
import { insertLeads, openLeadsOf } from './open-lead.js';

const conversations = tableOf(Conversation);
const conversation = conversations.of('v');

/** A conversation to find or insert; its contact's row is locked. */
export interface ConversationToEnsure {
  readonly contactId: string;
  readonly channelId: string;
  /** The address of the conversation. */
  readonly address: MessengerPerson;
  /** The recipient address of replies. */
  readonly replyTo: string;
  /** Other addresses of the same contact. */
  readonly otherAddresses: readonly MessengerPerson[];
  /** Null when the tenant has no stage: no lead is opened then. */
  readonly firstStageId: string | null;
  readonly topicId: string | null;
  /** Provider of the contact's first message; null when we write first. */
  readonly source: ProviderKind | null;
  readonly referral: Referral | null;
  readonly name: string | null;
  readonly phone: string | null;
  /** ISO 8601; null for now. */
  readonly at: string | null;
}

/** A conversation that was found or inserted. */
export interface EnsuredConversation {
  /** Index in the list, from 0. */
  readonly n: number;
  /** The contact that has the address: not the given one when the address belongs to another. */
  readonly ownerId: string;
  readonly conversationId: string;
  readonly isNewConversation: boolean;
  /** Null when the contact has no open lead and the tenant has no stage to open one in. */
  readonly leadId: string | null;
  readonly isNewLead: boolean;
}

/** $1 tenant, $2 JSON array of rows (`toRow`). */
const ensure = statement<EnsuredConversation>(
  'ensure-conversations',
  `with person as materialized (
     select p.*, coalesce(p.given_at, now()) as at
       from json_to_recordset($2::json) as p(n int, kind text, canonical text, raw text, reply_to text, match_keys json, contact_id uuid,
         others json, identity_id uuid, lead_id uuid, conversation_id uuid, channel_id uuid, stage_id uuid, topic_id uuid, provider text,
         referral jsonb, name text, phone text, given_at timestamptz)
   ), address as (
     ${insertAddresses(
       `select distinct on (kind, canonical) id, $1, contact_id, kind, raw, canonical,
               array(select json_array_elements_text(match_keys)), channel_id, at
          from (
            select identity_id as id, contact_id, kind, raw, canonical, match_keys, channel_id, at, n, 0 as rank from person
            union all
            select o.id, p.contact_id, o.kind, o.raw, o.canonical, o.match_keys, p.channel_id, p.at, p.n, 1
              from person p, json_to_recordset(p.others) as o(id uuid, kind text, raw text, canonical text, match_keys json)
          ) a order by kind, canonical, rank, n`,
       'answer',
     )}
   ), owned as materialized (
     select p.*, a.id as address_id, a."contactId" as owner_id from person p join address a using (kind, canonical)
   ), open_lead as materialized (
     ${openLeadsOf('select owner_id from owned')}
   ), new_lead as (
     ${insertLeads(
       `select distinct on (owner_id) lead_id, $1, owner_id, channel_id, stage_id, topic_id,
               case when topic_id is null then null else ${quoted(TopicSource.RULE)} end, name, phone, provider, referral, at, at
          from owned where owner_id not in (select contact_id from open_lead) and stage_id is not null order by owner_id, n`,
     )}
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

/** Finds or inserts the conversations with their addresses and open leads, in one statement. */
export function ensureConversations(
  transaction: Transaction,
  tenantId: string,
  wanted: readonly ConversationToEnsure[],
): Promise<EnsuredConversation[]> {
  return transaction.query(ensure, [tenantId, JSON.stringify(wanted.map(toRow))]);
}

/** The row in the form of the statement's parameter. */
function toRow(wanted: ConversationToEnsure, n: number) {
  return {
    n,
    ...toAddressRow(wanted.address),
    identity_id: uuidV7(),
    others: wanted.otherAddresses.map(address => ({ id: uuidV7(), ...toAddressRow(address) })),
    reply_to: wanted.replyTo,
    contact_id: wanted.contactId,
    lead_id: uuidV7(),
    conversation_id: uuidV7(),
    channel_id: wanted.channelId,
    stage_id: wanted.firstStageId,
    topic_id: wanted.topicId,
    provider: wanted.source,
    referral: wanted.referral,
    name: wanted.name,
    phone: wanted.phone,
    given_at: wanted.at,
  };
}

const toAddressRow = ({ kind, raw, canonical, matchKeys }: MessengerPerson) => ({
  ...{ kind, raw, canonical, match_keys: matchKeys },
});
