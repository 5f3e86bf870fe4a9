import { tableOf } from '../../database/columns.js';
import type { Transaction } from '../../database/database.js';
import { as, int, sql } from '../../database/sql.js';
import { statement } from '../../database/statement.js';
import { Attachment } from '../../entities/attachment.entity.js';
import { Booking } from '../../entities/booking.entity.js';
import { ContactIdentity } from '../../entities/contact-identity.entity.js';
import { Conversation } from '../../entities/conversation.entity.js';
import { Lead } from '../../entities/lead.entity.js';
import { Message } from '../../entities/message.entity.js';
import { Note } from '../../entities/note.entity.js';

/** How many rows of a person there are. */
export interface PersonCounts {
  readonly contacts: number;
  readonly addresses: number;
  readonly conversations: number;
  readonly leads: number;
  readonly notes: number;
  readonly bookings: number;
  readonly messages: number;
  readonly files: number;
}

const conversations = tableOf(Conversation);
const leads = tableOf(Lead);
const messages = tableOf(Message);
const files = tableOf(Attachment);
const notes = tableOf(Note);

const count = (from: string): ReturnType<typeof int> => int(`(select count(*)::int from ${from})`);
const ofContacts = ({
  table,
  column,
}: {
  readonly table: string;
  readonly column: { readonly tenantId: string; readonly contactId: string };
}): string => `${table} where ${column.tenantId} = $1 and ${column.contactId} = any($2::uuid[])`;
const theirConversations = `select ${conversations.column.id} from ${ofContacts(conversations)}`;
const theirLeads = `select ${leads.column.id} from ${ofContacts(leads)}`;

const countStatement = statement(
  'erase-count',
  sql`select ${as('contacts', int('cardinality($2::uuid[])'))}, ${as('addresses', count(ofContacts(tableOf(ContactIdentity))))},
     ${as('conversations', count(ofContacts(conversations)))}, ${as('leads', count(ofContacts(leads)))},
     ${as('bookings', count(ofContacts(tableOf(Booking))))},
     ${as('notes', count(`${notes.table} where ${notes.column.tenantId} = $1 and (${notes.column.leadId} in (${theirLeads}) or ${notes.column.conversationId} in (${theirConversations}))`))},
     ${as('messages', count(`${messages.table} where ${messages.column.tenantId} = $1 and ${messages.column.conversationId} in (${theirConversations})`))},
     ${as('files', count(`${files.table} f join ${messages.table} m on ${messages.of('m').id} = ${files.of('f').messageId} where ${messages.of('m').tenantId} = $1 and ${messages.of('m').conversationId} in (${theirConversations})`))}`,
);

/** Counts the rows of a contact and of those merged into it. */
export async function countPerson(
  { query }: Pick<Transaction, 'query'>,
  tenantId: string,
  contactIds: readonly string[],
): Promise<PersonCounts> {
  const [counts] = await query(countStatement, [tenantId, contactIds]);
  if (!counts) throw new Error('A count answered no row.');
  return counts;
}
