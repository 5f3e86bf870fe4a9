/** The topic that keyword rules assign to a conversation and its lead. The choice of a user or an assistant is kept. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { as, quoted, sql, typedAs } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { PreviousValues } from '../domain/logged-event.js';
import { TopicSource } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { previousValuesSql, toConversationUpdated, toLeadUpdated } from '../people/contact-events.js';

const conversations = tableOf(Conversation);
const conversation = conversations.of('c');
const former = conversations.of('f');
const leads = tableOf(Lead);
const lead = leads.of('l');

/** SQL condition: the topic of a message is new for a conversation or a lead, whose columns are given. */
export function takesTopicSql(
  { topicId, topicSource }: { readonly topicId: string; readonly topicSource: string },
  topic: string,
): string {
  return `${topic} is not null and ${topicId} is distinct from ${topic} and ${topicSource} is distinct from ${quoted(TopicSource.HAND)} and ${topicSource} is distinct from ${quoted(TopicSource.ASSISTANT)}`;
}

const setConversationTopic = statement(
  'rule-topic-of-conversation',
  sql`update ${conversations.table} c set ${conversations.column.topicId} = $3::uuid, ${conversations.column.topicSource} = ${quoted(TopicSource.RULE)}
     from (select * from ${conversations.table} f where ${former.tenantId} = $1 and ${former.id} = $2 for update) f
    where ${conversation.tenantId} = $1 and ${conversation.id} = ${former.id} and ${takesTopicSql(former, '$3::uuid')}
   returning ${as('id', conversation.id)}, ${as('channelId', conversation.channelId)},
             ${as('was', typedAs<PreviousValues>(previousValuesSql(former)))}`,
);

const setLeadTopic = statement(
  'rule-topic-of-lead',
  sql`update ${leads.table} l set ${leads.column.topicId} = $3::uuid, ${leads.column.topicSource} = ${quoted(TopicSource.RULE)}, ${leads.column.updatedAt} = now()
     from ${conversations.table} c
    where ${conversation.tenantId} = $1 and ${conversation.id} = $2 and ${lead.id} = ${conversation.leadId}
      and ${takesTopicSql(lead, '$3::uuid')}
   returning ${as('id', lead.id)}, ${as('channelId', lead.channelId)}`,
);

/**
 * Assigns the topic of a stored message to its conversation and lead, as a new message would. Locks the conversation
 * before the lead. @returns the events for the changes
 */
export async function applyRuleTopic(
  transaction: Transaction,
  tenantId: string,
  conversationId: string,
  topicId: string,
): Promise<NewEvent[]> {
  const parameters = [tenantId, conversationId, topicId];
  const changed = ['topic'];
  const conversationRows = await transaction.query(setConversationTopic, parameters);
  const leadRows = await transaction.query(setLeadTopic, parameters);
  return [
    ...conversationRows.map(row => toConversationUpdated(row, changed, row.was)),
    ...leadRows.map(row => toLeadUpdated(row, changed)),
  ];
}
