/** Opt-outs of contacts, stored on the address where they want no messages. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { isAddress } from '../database/is-address.js';
import type { NewEvent } from '../database/publish.js';
import { as, notNull, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { OptOutWord } from '../domain/opt-out.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { type ChangedRow, toConversationUpdated } from './contact-events.js';

const identities = tableOf(ContactIdentity);
const identity = identities.of('ci');
const conversation = tableOf(Conversation).of('v');
const message = tableOf(Message).of('m');
const channel = tableOf(Channel).of('ch');
const column = identities.column;

const told = tableOf(Conversation).select('v', ['id', 'channelId']);

/** $1 tenant, $2 channel, $3 message key, $4 the word, $5 true for an opt-out. A stale message changes nothing. */
const applyWord = statement(
  'opt-out-by-word',
  sql`update ${identities.table} ci set ${column.optOutChangedAt} = ${message.createdAt},
          ${column.optedOutAt} = case when $5 then ${message.createdAt} end, ${column.optedOutReason} = case when $5 then $4 end
     from ${tableOf(Message).table} m join ${tableOf(Conversation).table} v on ${conversation.id} = ${message.conversationId}
    where ${message.tenantId} = $1 and ${message.channelId} = $2 and ${message.externalId} = $3
      and ${identity.id} = ${conversation.identityId} and ${identity.optedOutAt} is null = $5
      and ${message.createdAt} > coalesce(${identity.optOutChangedAt}, '-infinity')
   returning ${told}`,
);

/** $1 tenant, $2 conversation, $3 reason, $4 vendors that use this code. */
const applyRefusal = statement(
  'opt-out-by-refusal',
  sql`update ${identities.table} ci set ${column.optedOutAt} = now(), ${column.optOutChangedAt} = now(), ${column.optedOutReason} = $3
     from ${tableOf(Conversation).table} v join ${tableOf(Channel).table} ch on ${channel.id} = ${conversation.channelId}
    where ${conversation.tenantId} = $1 and ${conversation.id} = $2 and ${identity.id} = ${conversation.identityId}
      and ${channel.kind} = any($4::text[]) and ${identity.optedOutAt} is null
   returning ${told}`,
);

const find = statement(
  'opt-out-of-address',
  sql`select ${as('optedOutAt', notNull(identity.optedOutAt))}, ${as('optedOutReason', identity.optedOutReason)} from ${identities.table} ci
    where ${isAddress('ci', '$2', '$3')} and ${identity.optedOutAt} is not null`,
);

/** An opt-out of an address. */
export interface OptOut {
  readonly optedOutAt: Date;
  readonly optedOutReason: string | null;
}

/** Applies the opt-out word of a stored message; @returns the events, none when it changed nothing */
export async function applyOptOutWord(
  transaction: Transaction,
  about: { readonly tenantId: string; readonly channelId: string; readonly messageKey: string },
  { word, reason }: { readonly word: OptOutWord; readonly reason: string },
): Promise<NewEvent[]> {
  const { tenantId, channelId, messageKey } = about;
  const parameters = [tenantId, channelId, messageKey, reason, word === 'STOP'];
  return toEvents(await transaction.query(applyWord, parameters));
}

/** A provider error that means an opt-out, at these vendors. */
export interface OptOutRefusal {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly code: string;
  /** Vendors at which the code means an opt-out; it has no effect at others. */
  readonly kinds: readonly ProviderKind[];
}

/** Records an opt-out after the provider rejected a message of the conversation for that reason. */
export async function applyOptOutRefusal(
  transaction: Transaction,
  { tenantId, conversationId, code, kinds }: OptOutRefusal,
): Promise<NewEvent[]> {
  const reason = `the provider refuses messages (${code})`;
  return toEvents(await transaction.query(applyRefusal, [tenantId, conversationId, reason, kinds]));
}

/** The opt-out of an address; null when there is none. */
export async function findOptOut(
  transaction: Pick<Transaction, 'query'>,
  tenantId: string,
  address: Pick<ContactIdentity, 'kind' | 'canonical'>,
): Promise<OptOut | null> {
  const [found] = await transaction.query(find, [tenantId, address.kind, address.canonical]);
  return found ?? null;
}

const toEvents = (rows: readonly ChangedRow[]): NewEvent[] =>
  rows.map(row => toConversationUpdated(row, ['identity']));
