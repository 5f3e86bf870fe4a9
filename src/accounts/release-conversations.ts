import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { ConversationStatus, EventType } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';

const conversations = tableOf(Conversation);
const c = conversations.of('c');

const release = statement(
  'release-conversations-of-user',
  sql`update ${conversations.table} c set ${conversations.column.assigneeId} = null
    where ${c.tenantId} = $1 and ${c.assigneeId} = $2 and ${c.status} <> ${quoted(ConversationStatus.RESOLVED)}
   returning ${conversations.select('c', ['id', 'channelId', 'teamId', 'topicId', 'labelIds'])}`,
);

/** Removes the assignee of a user's unresolved conversations. @returns the events to emit */
export async function releaseConversations(
  { query }: Pick<Transaction, 'query'>,
  tenantId: string,
  userId: string,
): Promise<NewEvent[]> {
  const released = await query(release, [tenantId, userId]);
  return released.map(({ id, channelId, teamId, topicId, labelIds }) => ({
    kind: EventType.CONVERSATION_UPDATED,
    subjectId: id,
    conversationId: id,
    channelId,
    changed: ['assignee'],
    was: { assigneeId: userId, teamId, topicId, labelIds },
  }));
}
