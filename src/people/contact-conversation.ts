/**
 * The conversation of a contact on a number, to write to them first: found, or made. It is never one on another
 * number, whatever the person has there.
 */

import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { statement } from '../database/statement.js';
import { toPhoneAddress } from '../domain/identity/phone-address.js';
import { parseProviderAddress } from '../domain/identity/provider-address.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { EventType, type ProviderKind } from '../domain/vocabulary.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { openLeadsOf } from './open-lead.js';
import { findOptOut, type OptOut } from './opt-outs.js';

/** Whom to write to, from where. */
export interface ContactRoute {
  readonly tenantId: string;
  readonly channelId: string;
  readonly channelKind: ProviderKind;
  readonly channelExternalId: string;
  readonly contactId: string;
  readonly phone: string;
  /** For the lead of somebody who is new. */
  readonly name: string | null;
  readonly firstStageId: string | null;
}

/** A conversation that is there. */
export interface KnownConversation {
  readonly id: string;
  readonly address: string;
  readonly lastInboundAt: Date | null;
  readonly optedOutAt: Date | null;
  readonly optedOutReason: string | null;
}

/** A conversation that was made, and what tells of it. */
export interface MadeConversation {
  readonly id: string;
  readonly events: readonly NewEvent[];
}

const identities = tableOf(ContactIdentity);
const identity = identities.of('i');
const conversations = tableOf(Conversation);
const conversation = conversations.of('v');
const leads = tableOf(Lead);
const lead = leads.of('l');

/** By the phone itself, else by an address of the contact that hides their phone. */
const find = statement(
  'find-contact-conversation',
  `select ${conversations.select('v', ['id', 'address', 'lastInboundAt'])}, ${identities.select('i', ['optedOutAt', 'optedOutReason'])}
     from ${conversations.table} v
     join ${identities.table} i on ${identity.id} = ${conversation.identityId}
    where ${conversation.tenantId} = $1 and ${conversation.channelId} = $2 and ${conversation.contactId} = $3
      and (${identity.matchKeys} && $4::text[] or ${identity.kind} in ('WHATSAPP_LID', 'WHATSAPP_BSUID'))
    order by ${identity.matchKeys} && $4::text[] desc, ${conversation.lastActivityAt} desc limit 1`,
);

const make = statement(
  'make-contact-conversation',
  `with address as (
     insert into ${identities.table} as i (${identities.list(['id', 'tenantId', 'contactId', 'kind', 'rawValue', 'canonical', 'matchKeys', 'channelId', 'firstSeenAt'])})
     values ($2, $1, $3, $4, $5, $6, $7, $8, now())
     on conflict (${identities.column.tenantId}, ${identities.column.kind}, ${identities.column.canonical})
       do update set ${identities.column.canonical} = excluded.${identities.column.canonical}
     returning ${identity.id} as id, ${identity.contactId} as contact_id
   ), open_lead as materialized (
     ${openLeadsOf('select contact_id from address')}
   ), new_lead as (
     insert into ${leads.table} as l (${leads.list(['id', 'tenantId', 'contactId', 'channelId', 'stageId', 'name', 'phone', 'createdAt', 'updatedAt'])})
     select $9, $1, contact_id, $8, $10, $11, $12, now(), now() from address
      where $10::uuid is not null and not exists (select from open_lead)
     returning ${lead.id} as id
   ), room as (
     insert into ${conversations.table} as v (${conversations.list(['id', 'tenantId', 'channelId', 'contactId', 'identityId', 'leadId', 'address', 'lastActivityAt', 'createdAt'])})
     select $13, $1, $8, contact_id, id, coalesce((select id from open_lead), (select id from new_lead)), $5, now(), now() from address
     on conflict (${conversations.column.channelId}, ${conversations.column.identityId})
       do update set ${conversations.column.address} = ${conversation.address}
     returning ${conversation.id} as id
   )
   select room.id as "conversationId", (select id from new_lead) as "newLeadId" from room`,
);

/** The address of the person on the number, for somebody who has no conversation there. */
export function toContactAddress(route: ContactRoute): string {
  return toPhoneAddress(route.channelKind, route.channelExternalId, route.phone);
}

/** The conversation that the contact has on the number; null when there is none. */
export async function findContactConversation(
  transaction: Transaction,
  route: ContactRoute,
): Promise<KnownConversation | null> {
  const { tenantId, channelId, contactId } = route;
  const keys = [...identify(route).matchKeys];
  const [found] = await transaction.query<KnownConversation>(find, [tenantId, channelId, contactId, keys]);
  return found ?? null;
}

/** Whether the person wants no messages at the address that they would have on the number. */
export function findContactOptOut(transaction: Transaction, route: ContactRoute): Promise<OptOut | null> {
  return findOptOut(transaction, route.tenantId, identify(route));
}

/** Makes the conversation, with a lead for a contact who has none; one, however many ask at once. */
export async function makeContactConversation(
  transaction: Transaction,
  route: ContactRoute,
): Promise<MadeConversation> {
  const { tenantId, channelId, contactId, phone } = route;
  const person = identify(route);
  const id = uuidV7();
  const [made] = await transaction.query<{ conversationId: string; newLeadId: string | null }>(make, [
    tenantId,
    uuidV7(),
    contactId,
    person.kind,
    toContactAddress(route),
    person.canonical,
    [...person.matchKeys],
    channelId,
    uuidV7(),
    route.firstStageId,
    route.name,
    phone,
    id,
  ]);
  if (!made) throw new Error('An upsert of a conversation answered no row.');
  const { conversationId, newLeadId } = made;
  const events: NewEvent[] = [];
  if (newLeadId) events.push({ kind: EventType.LEAD_ADDED, subjectId: newLeadId, conversationId });
  if (conversationId === id)
    events.push({ kind: EventType.CONVERSATION_ADDED, subjectId: id, channelId, conversationId });
  return { id: conversationId, events };
}

/** @throws Error when the phone makes no address, which `identifyPhone` rules out */
function identify(route: ContactRoute) {
  const person = parseProviderAddress(toContactAddress(route), {
    kind: route.channelKind,
    defaultCountry: '',
  });
  if (person.type !== 'person') throw new Error('A phone number makes no address on the number.');
  return person;
}
