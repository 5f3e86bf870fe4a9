/** The conversations of a person with one vendor's numbers. */
import { tableOf } from '../database/columns.js';
import { as, sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { Conversation } from '../entities/conversation.entity.js';

const conversation = tableOf(Conversation).of('c');
const channel = tableOf(Channel).of('h');
const contact = tableOf(Contact).of('p');

const withPerson = tenantStatement(
  'conversations-with-person',
  sql`select ${as('id', conversation.id)}, ${as('channelExternalId', channel.externalId)}
     from ${tableOf(Contact).table} p
     join ${tableOf(Conversation).table} c on ${conversation.contactId} = coalesce(${contact.mergedIntoId}, ${contact.id})
     join ${tableOf(Channel).table} h on ${channel.id} = ${conversation.channelId}
    where ${contact.tenantId} = $1 and ${contact.matchKey} = $2::text and ${channel.kind} = $3::text
    order by ${conversation.lastActivityAt} desc, ${conversation.id} desc limit 100`,
);

/** One conversation, with the provider's name for its number. */
export interface ConversationWithPerson {
  readonly id: string;
  readonly channelExternalId: string;
}

/** Finds them by the person's match key (see `parseMessengerAddress`), the latest activity first. */
export function findConversationsWithPerson(
  reader: TenantReader,
  matchKey: string,
  kind: ProviderKind,
): Promise<ConversationWithPerson[]> {
  return reader.rows(withPerson, matchKey, kind);
}
