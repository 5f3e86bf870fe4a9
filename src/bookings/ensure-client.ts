/** The customer of a booking as a contact, with the time of the last talk with them. */
import { tableOf } from '../database/columns.js';
import type { PublishingTransaction } from '../database/database.js';
import { as, moment, orNull, quoted, sql, text } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { firstUuidAt } from '../domain/first-uuid-at.js';
import { AuthorKind, HandoffState } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { upsertPhoneContact } from '../people/phone-contact.js';

/** The contact of a phone, under the booking system's name for them. */
export interface BookingClient {
  readonly contactId: string;
  /** In E.164. */
  readonly phone: string;
  readonly name: string | null;
  /** Time of their last message, by their own clock, or of an assistant's answer; null when it was before `activeSince`. */
  readonly wroteAt: Date | null;
  /** Answers since `activeSince` of the assistants that are in charge of their conversations; null for none. */
  readonly assistantSaid: string | null;
}

/** The customer to look up, and since when their messages count. */
export interface ClientToEnsure {
  readonly phone: string;
  readonly name: string | null;
  /** Null where it does not matter. */
  readonly activeSince?: Date | null;
}

const conversations = tableOf(Conversation);
const conversation = conversations.of('v');
const message = tableOf(Message).of('m');

/**
 * By the person's own time of writing, not by the arrival; reactions and messenger notices do not count. $1 tenant, $2
 * contact, $3 since when, $4 the first id of that time.
 */
const lastActivity = statement(
  'booking-client-last-activity',
  sql`select ${as('at', orNull(moment(`max(case when a.at is null or ${conversation.lastInboundAt} > a.at then ${conversation.lastInboundAt} else a.at end)`)))},
          ${as('assistantSaid', orNull(text(`string_agg(a.said, E'\\n') filter (where ${conversation.handoff} = ${quoted(HandoffState.AI_ACTIVE)})`)))}
     from ${conversations.table} v
     left join lateral (select max(l.at) as at, string_agg(l.said, E'\\n') as said from (
        select ${message.createdAt} as at, coalesce(left(${message.text}, 2000), '') as said from ${tableOf(Message).table} m
         where ${message.conversationId} = ${conversation.id} and ${message.id} > $4 and ${message.authorKind} = ${quoted(AuthorKind.AI)}
         order by ${message.id} desc limit 10) l) a on true
    where ${conversation.tenantId} = $1 and ${conversation.contactId} = $2 and (${conversation.lastInboundAt} > $3 or a.at > $3)`,
);

/** The contact of a phone in E.164, found or inserted. The row stays locked until the transaction ends. */
export async function ensureClient(
  transaction: PublishingTransaction,
  tenantId: string,
  { phone, name, activeSince = null }: ClientToEnsure,
): Promise<BookingClient> {
  const { id: contactId } = await upsertPhoneContact(transaction, tenantId, phone, name);
  const client = { contactId, phone, name };
  if (activeSince === null) return { ...client, wroteAt: null, assistantSaid: null };
  const [row] = await transaction.query(lastActivity, [
    ...[tenantId, contactId, activeSince, firstUuidAt(activeSince)],
  ]);
  return { ...client, wroteAt: row?.at ?? null, assistantSaid: row?.assistantSaid ?? null };
}
