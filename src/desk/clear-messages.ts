/**
 * Deletes old messages of a number, with their files, attempts and histories, and erases the bodies of outgoing webhooks
 * about them.
 *
 * What stays: the ledger (so "was it received?" is still answered, and reprocessing does not restore the messages), the
 * event log (its positions have no gaps; an event of a deleted message resolves to null), conversations, contacts and
 * leads. Conversations get the last message, the activity and the unread count of the remaining messages, with an event
 * for each. The time of a person's last message stays: it decides how long the provider's reply window is open.
 *
 * Works in chunks, each in its own transaction: it can be stopped and started again at any time.
 */
import { recordActivity } from '../database/activities/pending-activity.js';
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, int, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { MessageStatus } from '../domain/delivery-status.js';
import { firstUuidAt } from '../domain/first-uuid-at.js';
import { MessageDirection } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { MessageStatusChange } from '../entities/message-status-change.entity.js';
import { SearchDocument } from '../entities/search-document.entity.js';
import { SendAttempt } from '../entities/send-attempt.entity.js';
import { WebhookDelivery } from '../entities/webhook-delivery.entity.js';
import { toConversationUpdated } from '../people/contact-events.js';

/** Selection of messages. */
export interface ClearMessagesSelection {
  readonly tenantId: string;
  readonly channelId: string;
  /** Stored before this moment. */
  readonly before: Date;
  /** Includes those that are QUEUED, SENDING or UNKNOWN; without it they are kept. */
  readonly includeUnsettled: boolean;
}

/** Counts of a selection. */
export interface ClearMessagesCounts {
  readonly messages: number;
  readonly inbound: number;
  readonly outbound: number;
  readonly conversations: number;
  readonly attachments: number;
  /** Messages in the selected time that are kept, as their outcome is not known yet. */
  readonly keptUnsettled: number;
}

const messages = tableOf(Message);
const message = messages.of('m');
const rest = messages.of('r');
const attachments = tableOf(Attachment);
const attempts = tableOf(SendAttempt);
const changes = tableOf(MessageStatusChange);
const deliveries = tableOf(WebhookDelivery);
const searchDocuments = tableOf(SearchDocument);
const conversations = tableOf(Conversation);
const conversation = conversations.of('c');
const known = conversations.of('k');

/** Few enough that writers of these conversations wait only briefly. */
const chunkRows = 500;

const isSettled = `(${message.status} not in (${quoted(MessageStatus.QUEUED, MessageStatus.SENDING, MessageStatus.UNKNOWN)}) or $4::boolean)`;
const isOfTime = `${message.tenantId} = $1 and ${message.channelId} = $2 and ${message.id} < $3::uuid`;

const countStatement = statement(
  'clear-messages-count',
  sql`select ${as('messages', int(`count(*) filter (where ${isSettled})::int`))},
          ${as('inbound', int(`count(*) filter (where ${isSettled} and ${message.direction} = ${quoted(MessageDirection.INBOUND)})::int`))},
          ${as('outbound', int(`count(*) filter (where ${isSettled} and ${message.direction} = ${quoted(MessageDirection.OUTBOUND)})::int`))},
          ${as('conversations', int(`count(distinct ${message.conversationId}) filter (where ${isSettled})::int`))},
          ${as(
            'attachments',
            int(`coalesce(sum((select count(*) from ${attachments.table} a where ${attachments.of('a').messageId} = ${message.id}))
                     filter (where ${isSettled} and ${message.hasAttachments}), 0)::int`),
          )},
          ${as('keptUnsettled', int(`count(*) filter (where not ${isSettled})::int`))}
     from ${messages.table} m where ${isOfTime}`,
);
const chunkStatement = statement(
  'clear-messages-chunk',
  sql`select ${as('id', message.id)}, ${as('conversationId', message.conversationId)} from ${messages.table} m
    where ${isOfTime} and ${isSettled} and ${message.id} > $5::uuid order by ${message.id} limit ${chunkRows}`,
);
const lockStatement = statement(
  'clear-messages-lock',
  `select ${conversation.id} as "id" from ${conversations.table} c
    where ${conversation.tenantId} = $1 and ${conversation.id} = any($2::uuid[]) order by ${conversation.id} for update`,
);
/** Checks the status again: a settled message may have been retried since. */
const lockMessagesStatement = statement(
  'clear-messages-lock-messages',
  sql`select ${as('id', message.id)} from ${messages.table} m
    where ${isOfTime} and ${isSettled} and ${message.id} = any($5::uuid[]) order by ${message.id} for update`,
);
const deleteFrom = (name: string, table: string, column: string) =>
  statement(`clear-messages-${name}`, `delete from ${table} where ${column} = any($1::uuid[])`);
const deletions = [
  deleteFrom('attachments', attachments.table, attachments.column.messageId),
  deleteFrom('attempts', attempts.table, attempts.column.messageId),
  deleteFrom('history', changes.table, changes.column.messageId),
  statement(
    'clear-messages-webhook-bodies',
    `update ${deliveries.table} set ${deliveries.column.body} = null where ${deliveries.column.subjectId} = any($1::uuid[])`,
  ),
  deleteFrom('search', searchDocuments.table, searchDocuments.column.subjectId),
  deleteFrom('messages', messages.table, messages.column.id),
];
/**
 * The unread messages are the newest inbound ones, and deleted messages are older than the remaining ones, so as many
 * stay unread as remain; counting stops at the former unread count, however long the conversation is.
 */
const repairStatement = statement(
  'clear-messages-fix',
  `update ${conversations.table} c set
     ${conversations.column.lastMessageId} = l.id,
     ${conversations.column.lastActivityAt} = case when l.id is not distinct from ${conversation.lastMessageId}
       then ${conversation.lastActivityAt} else coalesce(l.at, ${conversation.createdAt}) end,
     ${conversations.column.unreadCount} = l.unread
    from (select ${known.id} as conversation_id, last.id, last.at, (
             select count(*)::int from (
               select from ${messages.table} r where ${rest.conversationId} = ${known.id} and ${rest.direction} = ${quoted(MessageDirection.INBOUND)}
                order by ${rest.id} desc limit ${known.unreadCount}) newest) as unread
            from ${conversations.table} k
            left join lateral (
              select ${rest.id} as id, ${rest.createdAt} as at from ${messages.table} r
               where ${rest.conversationId} = ${known.id} order by ${rest.id} desc limit 1) last on true
           where ${known.tenantId} = $1 and ${known.id} = any($2::uuid[])) l
   where ${conversation.tenantId} = $1 and ${conversation.id} = l.conversation_id`,
);

/** Counts what `clearMessages` would delete; changes nothing. */
export async function countMessagesToClear(
  database: Pick<Database, 'query'>,
  { tenantId, channelId, before, includeUnsettled }: ClearMessagesSelection,
): Promise<ClearMessagesCounts> {
  const parameters = [tenantId, channelId, firstUuidAt(before), includeUnsettled];
  const [counts] = await database.query(countStatement, parameters);
  return (
    counts ?? { messages: 0, inbound: 0, outbound: 0, conversations: 0, attachments: 0, keptUnsettled: 0 }
  );
}

/**
 * Deletes the messages of the selection, the oldest first.
 * @param onProgress called after each chunk with the number of deleted messages; when it throws, nothing more is deleted
 * @returns how many were deleted
 */
export async function clearMessages(
  database: Pick<Database, 'query' | 'change'>,
  selection: ClearMessagesSelection,
  onProgress: (deleted: number) => Promise<void> | void,
): Promise<number> {
  const { tenantId, channelId, before, includeUnsettled } = selection;
  const range = [tenantId, channelId, firstUuidAt(before), includeUnsettled] as const;
  let deleted = 0;
  let after = firstUuidAt(new Date(0));
  for (;;) {
    const chunk = await database.query(chunkStatement, [...range, after]);
    const last = chunk.at(-1);
    if (!last) return deleted;
    deleted += await clearChunk(database, range, chunk);
    await onProgress(deleted);
    after = last.id;
  }
}

interface ChunkRow {
  readonly id: string;
  readonly conversationId: string;
}

async function clearChunk(
  database: Pick<Database, 'change'>,
  range: readonly [tenantId: string, channelId: string, ...rest: unknown[]],
  chunk: readonly ChunkRow[],
): Promise<number> {
  const [tenantId, channelId] = range;
  return database.change(tenantId, async ({ query, emit }) => {
    const wanted = [...new Set(chunk.map(row => row.conversationId))];
    await query(lockStatement, [tenantId, wanted]);
    const locked = await query(lockMessagesStatement, [...range, chunk.map(row => row.id)]);
    const ids = new Set(locked.map(row => row.id));
    if (ids.size === 0) return 0;
    // One row for each chunk: a command that is interrupted has recorded what it deleted.
    recordActivity({ targetId: channelId, changes: [{ field: 'messages', before: ids.size, after: 0 }] });
    for (const deletion of deletions) await query(deletion, [[...ids]]);
    const touched = [...new Set(chunk.filter(row => ids.has(row.id)).map(row => row.conversationId))];
    await query(repairStatement, [tenantId, touched]);
    for (const id of touched) {
      emit(
        toConversationUpdated({ id, channelId }, [
          'messages',
          'lastMessage',
          'lastActivityAt',
          'unreadCount',
        ]),
      );
    }
    return ids.size;
  });
}
