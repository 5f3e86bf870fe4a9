/** A phone that came to be known of a person who hid it: shown on the contact and on their cases. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { statement } from '../database/statement.js';
import { EventType } from '../domain/vocabulary.js';
import { Contact } from '../entities/contact.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { lockPeopleRows } from './people-rows.js';

const contacts = tableOf(Contact);
const contact = contacts.of('c');
const leads = tableOf(Lead);
const lead = leads.of('l');

const show = statement(
  'show-phone',
  `with person as (
     update ${contacts.table} c set ${contacts.column.phone} = $3
      where ${contact.tenantId} = $1 and ${contact.id} = $2 and ${contact.phone} is null
   )
   update ${leads.table} l set ${leads.column.phone} = $3, ${leads.column.updatedAt} = now()
    where ${lead.tenantId} = $1 and ${lead.contactId} = $2 and ${lead.phone} is null
   returning ${lead.id} as id, ${lead.channelId} as "channelId"`,
);

/** Writes the phone (E.164) where there is none; the caller holds the contact's row. @returns what happened */
export async function showPhone(
  transaction: Transaction,
  tenantId: string,
  contactId: string,
  phone: string,
): Promise<NewEvent[]> {
  const { conversations } = await lockPeopleRows(transaction, tenantId, [contactId]);
  const cases = await transaction.query<{ id: string; channelId: string }>(show, [
    tenantId,
    contactId,
    phone,
  ]);
  return [
    ...conversations.map(({ id, channelId }) => ({
      kind: EventType.CONVERSATION_UPDATED,
      subjectId: id,
      channelId,
      conversationId: id,
      changed: ['contact'],
    })),
    ...cases.map(({ id, channelId }) => ({
      kind: EventType.LEAD_UPDATED,
      subjectId: id,
      channelId,
      changed: ['phone'],
    })),
  ];
}
