/** The customer of a booking as a contact: found by the phone, or made; one, however many ask at once. */
import { lockPeople } from '../contacts/lock-contacts.js';
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { statement } from '../database/statement.js';
import { identifyPhone } from '../domain/phone/phone-identity.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Contact } from '../entities/contact.entity.js';
import { Conversation } from '../entities/conversation.entity.js';

/** The contact, with when they last wrote on any number. */
export interface BookingClient {
  readonly contactId: string;
  readonly lastInboundAt: Date | null;
}

const contacts = tableOf(Contact);
const contact = contacts.of('c');
const conversations = tableOf(Conversation);
const conversation = conversations.of('v');

const ensure = statement(
  'booking-ensure-contact',
  `insert into ${contacts.table} as c (${contacts.list(['id', 'tenantId', 'displayName', 'phone', 'matchKey', 'createdAt'])})
   values ($1, $2, $3, $4, $5, now())
   on conflict (${contacts.column.tenantId}, ${contacts.column.matchKey})
     do update set ${contacts.column.displayName} = coalesce(${contact.displayName}, excluded.${contacts.column.displayName})
   returning ${contact.id} as id, ${contact.mergedIntoId} as "mergedIntoId"`,
);

const lastInbound = statement(
  'booking-last-inbound',
  `select max(${conversation.lastInboundAt}) as at from ${conversations.table} v
    where ${conversation.tenantId} = $1 and ${conversation.contactId} = $2`,
);

/** The contact of a phone in E.164, whoever they were merged into. The row stays locked until the transaction ends. */
export async function ensureClient(
  transaction: Transaction,
  tenantId: string,
  e164: string,
  name: string | null,
): Promise<BookingClient> {
  const matchKey = `tel:${identifyPhone(e164, '')?.matchKey ?? e164}`;
  const [made] = await transaction.query<{ id: string; mergedIntoId: string | null }>(ensure, [
    uuidV7(),
    tenantId,
    name,
    e164,
    matchKey,
  ]);
  if (!made) throw new Error('An upsert of a contact answered no row.');
  const contactId = made.mergedIntoId === null ? made.id : await follow(made.mergedIntoId);
  const [row] = await transaction.query<{ at: Date | null }>(lastInbound, [tenantId, contactId]);
  return { contactId, lastInboundAt: row?.at ?? null };

  async function follow(mergedIntoId: string): Promise<string> {
    const [person] = await lockPeople(transaction, tenantId, [mergedIntoId]);
    return person?.id ?? mergedIntoId;
  }
}
