/**
 * The conversation of a contact on a channel, for messages that we send first: found, or inserted. It is never a
 * conversation on another channel.
 */

import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { as, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { IdentityKind } from '../domain/identity/identity-kind.js';
import type { MessengerPerson } from '../domain/identity/messenger-address.js';
import { parseProviderAddress } from '../domain/identity/provider-address.js';
import { EventType, type ProviderKind } from '../domain/vocabulary.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { getProvider } from '../providers/registry.js';
import { ensureConversations } from './ensure-conversations.js';
import { findOptOut } from './opt-outs.js';

/** A contact, by phone, and the channel to reach them. */
export interface ContactRoute {
  readonly tenantId: string;
  readonly channelId: string;
  readonly channelKind: ProviderKind;
  readonly channelExternalId: string;
  readonly contactId: string;
  readonly phone: string;
  /** Name of the lead that is opened for a contact without one. */
  readonly name: string | null;
  readonly firstStageId: string | null;
}

/** Address and conversation of a contact on a channel. */
export interface Recipient {
  /** Null when the contact has no conversation on the channel. */
  readonly conversationId: string | null;
  readonly address: string;
  readonly lastInboundAt: Date | null;
  readonly optedOutAt: Date | null;
  readonly optedOutReason: string | null;
}

/** A conversation, and the events of its inserts. */
export interface ContactConversation {
  readonly id: string;
  readonly events: readonly NewEvent[];
}

const identities = tableOf(ContactIdentity);
const identity = identities.of('i');
const conversations = tableOf(Conversation);
const conversation = conversations.of('v');

/** By the phone itself, else by an address of the contact that hides their phone. */
const find = statement(
  'find-contact-conversation',
  sql`select ${as('conversationId', conversation.id)}, ${conversations.select('v', ['address', 'lastInboundAt'])},
          ${identities.select('i', ['optedOutAt', 'optedOutReason'])}
     from ${conversations.table} v
     join ${identities.table} i on ${identity.id} = ${conversation.identityId}
    where ${conversation.tenantId} = $1 and ${conversation.channelId} = $2 and ${conversation.contactId} = $3
      and (${identity.matchKeys} && $4::text[] or ${identity.kind} in (${quoted(IdentityKind.WHATSAPP_LID, IdentityKind.WHATSAPP_BSUID)}))
    order by ${identity.matchKeys} && $4::text[] desc, ${conversation.lastActivityAt} desc limit 1`,
);

/** The address that a contact's phone has on the channel. */
export function toContactAddress(route: ContactRoute): string {
  return getProvider(route.channelKind).addresses.toPhoneAddress(route.channelExternalId, route.phone);
}

/** The contact's conversation on the channel; without one, the address of their phone with its opt-out. */
export async function findRecipient(transaction: Transaction, route: ContactRoute): Promise<Recipient> {
  const { tenantId, channelId, contactId } = route;
  const address = parseContactAddress(route);
  const keys = [...address.matchKeys];
  const [found] = await transaction.query(find, [tenantId, channelId, contactId, keys]);
  if (found) return found;
  const optOut = await findOptOut(transaction, tenantId, address);
  return {
    ...{ conversationId: null, address: toContactAddress(route), lastInboundAt: null },
    ...{ optedOutAt: optOut?.optedOutAt ?? null, optedOutReason: optOut?.optedOutReason ?? null },
  };
}

/**
 * The conversation of the recipient; inserted, with a lead for a contact without an open one, when there is none.
 * Concurrent calls get one conversation.
 */
export async function ensureContactConversation(
  transaction: Transaction,
  route: ContactRoute,
  recipient: Recipient,
): Promise<ContactConversation> {
  if (recipient.conversationId !== null) return { id: recipient.conversationId, events: [] };
  const { tenantId, contactId, channelId, firstStageId, name, phone } = route;
  const [ensured] = await ensureConversations(transaction, tenantId, [
    {
      ...{ contactId, channelId, firstStageId, name, phone },
      ...{ address: parseContactAddress(route), replyTo: toContactAddress(route), otherAddresses: [] },
      ...{ topicId: null, source: null, referral: null, at: null },
    },
  ]);
  if (!ensured) throw new Error('An upsert of a conversation answered no row.');
  const { conversationId, leadId } = ensured;
  const events: NewEvent[] = [];
  if (leadId !== null && ensured.isNewLead)
    events.push({ kind: EventType.LEAD_ADDED, subjectId: leadId, conversationId });
  if (ensured.isNewConversation)
    events.push({ kind: EventType.CONVERSATION_ADDED, subjectId: conversationId, channelId, conversationId });
  return { id: conversationId, events };
}

/** @throws Error when the phone yields no address, which `identifyPhone` rules out */
function parseContactAddress(route: ContactRoute): MessengerPerson {
  const context = { addresses: getProvider(route.channelKind).addresses, defaultCountry: '' };
  const address = parseProviderAddress(toContactAddress(route), context);
  if (address.type !== 'person') throw new Error('A phone number makes no address on the number.');
  return address;
}
