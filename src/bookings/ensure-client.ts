/** The customer of a booking as a contact, with when they last wrote. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { statement } from '../database/statement.js';
import { Conversation } from '../entities/conversation.entity.js';
import { ensurePhoneContact } from '../outbox/phone-contact.js';

/** The contact, with when they last wrote on any number. */
export interface BookingClient {
  readonly contactId: string;
  readonly lastInboundAt: Date | null;
}

const conversations = tableOf(Conversation);
const conversation = conversations.of('v');

const lastInbound = statement(
  'booking-last-inbound',
  `select max(${conversation.lastInboundAt}) as at from ${conversations.table} v
    where ${conversation.tenantId} = $1 and ${conversation.contactId} = $2`,
);

/** The contact of a phone in E.164, found or made. The row stays locked until the transaction ends. */
export async function ensureClient(
  transaction: Transaction,
  tenantId: string,
  e164: string,
  name: string | null,
): Promise<BookingClient> {
  const contactId = await ensurePhoneContact(transaction, tenantId, e164, name);
  const [row] = await transaction.query<{ at: Date | null }>(lastInbound, [tenantId, contactId]);
  return { contactId, lastInboundAt: row?.at ?? null };
}
