import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { Conversation } from '../entities/conversation.entity.js';
import type { AddedMessage } from '../messages/add-message.js';
import { toConversationUpdated, toPreviousValues } from '../people/contact-events.js';

const conversations = tableOf(Conversation);

const assignStatement = statement(
  'outbox-assign-on-reply',
  sql`update ${conversations.table} c set ${conversations.column.assigneeId} = $2
    where ${conversations.of('c').id} = $1 and ${conversations.of('c').assigneeId} is null
   returning ${conversations.select('c', ['id', 'channelId', 'teamId', 'topicId', 'labelIds'])}`,
);

/** Assigns the conversation of a reply to its author, unless it has an assignee. @returns the events */
export async function assignOnReply(
  transaction: Transaction,
  { conversationId }: AddedMessage,
  userId: string,
): Promise<NewEvent[]> {
  const rows = await transaction.query(assignStatement, [conversationId, userId]);
  return rows.map(row =>
    toConversationUpdated(row, ['assignee'], toPreviousValues({ ...row, assigneeId: null })),
  );
}
