/**
 * The lock of a conversation whose row is changed more than once in a transaction. PostgreSQL then checks the references
 * of the row again and waits for its person, whom a merge has locked before it waits for the conversation. So the
 * person is held first, as a merge does; other transactions may hold them as well.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { Contact } from '../entities/contact.entity.js';
import { Conversation } from '../entities/conversation.entity.js';

const conversations = tableOf(Conversation);
const conversation = conversations.of('c');
const contacts = tableOf(Contact);
const ofConversation = `${conversation.tenantId} = $1 and ${conversation.id} = $2`;

/** $1 tenant, $2 conversation. The count makes the person first. */
const lock = statement(
  'lock-conversation-with-person',
  sql`with person as materialized (
     select ${contacts.of('p').id} from ${contacts.table} p
      where ${contacts.of('p').id} = (select ${conversation.contactId} from ${conversations.table} c where ${ofConversation})
        for key share)
   select ${conversations.select('c', ['id'])} from ${conversations.table} c
    where ${ofConversation} and (select count(*) from person) >= 0
      for no key update of c`,
);

/**
 * Locks them until the transaction ends. What is read of the conversation before may be outdated: read it afterwards.
 * @returns false when there is no such conversation
 */
export async function lockConversation(
  { query }: Pick<Transaction, 'query'>,
  tenantId: string,
  conversationId: string,
): Promise<boolean> {
  return (await query(lock, [tenantId, conversationId])).length > 0;
}
