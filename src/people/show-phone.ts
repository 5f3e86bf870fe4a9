/** Copies a newly known phone to the contact and its leads, where they have none. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { as, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { Contact } from '../entities/contact.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { toConversationUpdated, toLeadUpdated } from './contact-events.js';
import { lockOwnedRows } from './owned-rows.js';

const contacts = tableOf(Contact);
const contact = contacts.of('c');
const leads = tableOf(Lead);
const lead = leads.of('l');

const show = statement(
  'show-phone',
  sql`with person as (
     update ${contacts.table} c set ${contacts.column.phone} = $3
      where ${contact.tenantId} = $1 and ${contact.id} = $2 and ${contact.phone} is null
   )
   update ${leads.table} l set ${leads.column.phone} = $3, ${leads.column.updatedAt} = now()
    where ${lead.tenantId} = $1 and ${lead.contactId} = $2 and ${lead.phone} is null
   returning ${as('id', lead.id)}, ${as('channelId', lead.channelId)}`,
);

/** Writes the phone (E.164) where there is none; the caller holds the lock of the contact. @returns the events */
export async function showPhone(
  transaction: Transaction,
  tenantId: string,
  contactId: string,
  phone: string,
): Promise<NewEvent[]> {
  const { conversations } = await lockOwnedRows(transaction, tenantId, [contactId]);
  const parameters = [tenantId, contactId, phone];
  const changedLeads = await transaction.query(show, parameters);
  return [
    ...conversations.map(row => toConversationUpdated(row, ['contact'])),
    ...changedLeads.map(row => toLeadUpdated(row, ['phone'])),
  ];
}
