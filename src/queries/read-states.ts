/** What one user has read of conversations: a page of them in one statement. */
import { tableOf } from '../database/columns.js';
import { readBoundarySql } from '../database/read-boundary-sql.js';
import { as, int, orNull, quoted, sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import { MessageDirection } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { ConversationRead } from '../entities/conversation-read.entity.js';
import { Message } from '../entities/message.entity.js';
import { User } from '../entities/user.entity.js';
import type { Condition } from './page-sql.js';
import type { PageSource } from './read-page.js';

/** What a user has read of a conversation. */
export interface ReadState {
  /** Unread inbound messages, at most `maxCounted`. */
  readonly unreadCount: number;
  readonly readUpTo: string | null;
}

/** Counting stops here. */
export const maxCounted = 100;

const conversations = tableOf(Conversation);
const conversation = conversations.of('c');
const reads = tableOf(ConversationRead);
const read = reads.of('cr');
const users = tableOf(User);
const user = users.of('cu');
const messages = tableOf(Message);
const message = messages.of('cm');

const isUnread = `${message.conversationId} = ${conversation.id} and ${message.id} > ${readBoundarySql('cr', 'cu')}
  and ${message.direction} = ${quoted(MessageDirection.INBOUND)}`;

const statesStatement = tenantStatement(
  'read-states',
  sql`select ${as('conversationId', conversation.id)}, ${as('readUpTo', orNull(read.readUpTo))},
          ${as('unreadCount', int(`(select count(*)::int from (select from ${messages.table} cm where ${isUnread} limit ${maxCounted}) counted)`))}
     from ${conversations.table} c
     join ${users.table} cu on ${user.id} = $3 and ${user.tenantId} = $1
     left join ${reads.table} cr on ${read.conversationId} = ${conversation.id} and ${read.userId} = ${user.id}
    where ${conversation.tenantId} = $1 and ${conversation.id} = any($2::uuid[])`,
);

/** The read state of a conversation; those of one tick are read in one statement. */
export function loadReadState(
  { reader, loaders }: Pick<PageSource, 'reader' | 'loaders'>,
  userId: string,
  conversationId: string,
): Promise<ReadState> {
  return loaders
    .byParent<ReadState>(`read-state ${userId}`, async ids => {
      const rows = await reader.rows(statesStatement, ids, userId);
      const known = new Map(rows.map(row => [row.conversationId, row]));
      return ids.map(id => known.get(id) ?? { unreadCount: 0, readUpTo: null });
    })
    .load(conversationId);
}

/** Condition of a list of conversations with the alias `c`: with messages that the user has not read, or without. */
export function isUnreadBy(userId: string, isWanted: boolean): Condition {
  const exists = (parameter: string) =>
    `exists (select from ${users.table} cu
       left join ${reads.table} cr on ${read.conversationId} = ${conversation.id} and ${read.userId} = ${user.id}
       join lateral (select from ${messages.table} cm where ${isUnread} limit 1) unread on true
      where ${user.id} = ${parameter} and ${conversation.lastMessageId} > ${readBoundarySql('cr', 'cu')})`;
  return {
    name: `unread-by-viewer-${isWanted}`,
    toSql: parameters => `${isWanted ? '' : 'not '}${exists(parameters.add(userId, 'uuid'))}`,
  };
}
