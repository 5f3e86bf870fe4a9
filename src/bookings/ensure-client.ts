/** The customer of a booking as a contact, with the time of their last message. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { as, moment, orNull, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { Conversation } from '../entities/conversation.entity.js';
import { upsertPhoneContact } from '../people/phone-contact.js';

/** The contact of a phone, under the booking system's name for them. */
export interface BookingClient {
  readonly contactId: string;
  /** In E.164. */
  readonly phone: string;
  readonly name: string | null;
  /** Time of their last message, by their own clock; null when it was before `activeSince`. */
  readonly wroteAt: Date | null;
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

/** By the person's own time of writing, not by the arrival; reactions and messenger notices do not count. */
const lastWriting = statement(
  'booking-client-last-writing',
  sql`select ${as('at', orNull(moment(`max(${conversation.lastInboundAt})`)))} from ${conversations.table} v
    where ${conversation.tenantId} = $1 and ${conversation.contactId} = $2 and ${conversation.lastInboundAt} > $3`,
);

/** The contact of a phone in E.164, found or inserted. The row stays locked until the transaction ends. */
export async function ensureClient(
  transaction: Transaction,
  tenantId: string,
  { phone, name, activeSince = null }: ClientToEnsure,
): Promise<BookingClient> {
  const { id: contactId } = await upsertPhoneContact(transaction, tenantId, phone, name);
  if (activeSince === null) return { contactId, phone, name, wroteAt: null };
  const [row] = await transaction.query(lastWriting, [tenantId, contactId, activeSince]);
  return { contactId, phone, name, wroteAt: row?.at ?? null };
}
