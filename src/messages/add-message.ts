/**
 * Inserts an outbound message: message, history, conversation, files and job in one statement, for all kinds of author.
 *
 * It is sent from its conversation's own number: no argument names a channel, the insert takes it from the
 * conversation.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { insertSelect } from '../database/insert-select.js';
import type { NewEvent } from '../database/publish.js';
import { readBoundarySql } from '../database/read-boundary-sql.js';
import { as, bool, int, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { MessageStatus } from '../domain/delivery-status.js';
import { erasedAddress } from '../domain/erased.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import {
  AttachmentState,
  AuthorKind,
  EventType,
  HandoffState,
  MessageDirection,
  type MessageKind,
  SuggestionStatus,
} from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { ConversationRead } from '../entities/conversation-read.entity.js';
import { Message } from '../entities/message.entity.js';
import { MessageStatusChange } from '../entities/message-status-change.entity.js';
import { ReplySuggestion } from '../entities/reply-suggestion.entity.js';
import { User } from '../entities/user.entity.js';
import { toConversationUpdated, toReadStateUpdated } from '../people/contact-events.js';
import { addSendJob } from './send-job.js';
import { takeOverSql } from './take-over.js';

/** A message to insert, validated by its use case; nothing is validated here. */
export interface NewMessage {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly kind: MessageKind;
  /** The text that the recipient reads; null for a file without a caption. */
  readonly text: string | null;
  /** The user who wrote it; null for the system. */
  readonly authorUserId: string | null;
  /** The assistant that wrote it, instead of a user. */
  readonly authorAssistantId?: string | null;
  /** Unique in the company: a message with an existing key is not inserted again. */
  readonly idempotencyKey: string | null;
  /** The vendor's id of the message that it replies to. */
  readonly replyToExternalId?: string | null;
  /** Its template, with the values. */
  readonly template?: FilledTemplate | null;
  /** Files of the company without a message; they are attached to this one. */
  readonly attachmentIds?: readonly string[];
  /** True if the author has read the conversation. */
  readonly isRead?: boolean;
}

/** A template and the values of its variables, by name. */
export interface FilledTemplate {
  readonly id: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** An inserted message. */
export interface AddedMessage {
  readonly messageId: string;
  readonly conversationId: string;
  readonly channelId: string;
  /** True if the read state of the author changed. */
  readonly hasRead: boolean;
  /** True if its author took the conversation over. */
  readonly hasTakenOver: boolean;
}

const messages = tableOf(Message);
const changes = tableOf(MessageStatusChange);
const conversations = tableOf(Conversation);
const conversation = conversations.of('c');
const attachments = tableOf(Attachment);
const attachment = attachments.of('f');
const added = messages.of('a');
const newest = messages.of('o');
const reads = tableOf(ConversationRead);
const read = reads.of('r');
const suggestions = tableOf(ReplySuggestion);
const users = tableOf(User);
const user = users.of('u');
/** Newest messages in which one that the author has not read is searched. */
const searchedMessages = 100;

const addStatement = statement(
  'outbox-add-message',
  sql`with a as (
     ${insertSelect(messages, {
       ...{ id: '$1::uuid', tenantId: conversation.tenantId, conversationId: conversation.id },
       ...{
         channelId: conversation.channelId,
         direction: quoted(MessageDirection.OUTBOUND),
         kind: '$4',
         text: '$5',
       },
       ...{
         authorKind: '$6',
         authorUserId: '$7',
         authorAssistantId: '$15',
         replyToExternalId: '$8',
         templateId: '$9',
       },
       ...{ templateVariables: '$10', status: quoted(MessageStatus.QUEUED), idempotencyKey: '$11' },
       ...{ hasAttachments: 'cardinality($12::uuid[]) > 0', sentAt: 'now()', createdAt: 'now()' },
     })}
       from ${conversations.table} c where ${conversation.id} = $3 and ${conversation.tenantId} = $2 and ${conversation.address} <> '${erasedAddress}'
     on conflict (${messages.column.tenantId}, ${messages.column.idempotencyKey})
       where ${messages.column.idempotencyKey} is not null do nothing
     returning *
   ), history as (
     ${insertSelect(changes, {
       ...{ id: '$13', tenantId: added.tenantId, channelId: added.channelId, messageId: added.id },
       ...{ status: added.status, at: added.createdAt, recordedAt: added.createdAt, applied: 'true' },
     })}
       from a
   ), moved as (
     update ${conversations.table} c set
       ${conversations.column.lastMessageId} = ${added.id},
       ${conversations.column.lastActivityAt} = greatest(${conversation.lastActivityAt}, ${added.createdAt}),
       ${takeOverSql(`${added.authorKind} = ${quoted(AuthorKind.USER)}`)}
       from a where ${conversation.id} = ${added.conversationId}
   ), before as (
     select ${conversation.handoff} as handoff from ${conversations.table} c, a where ${conversation.id} = ${added.conversationId}
   ), attached as (
     update ${attachments.table} f set ${attachments.column.messageId} = ${added.id}
       from a
      where ${attachment.id} = any($12::uuid[]) and ${attachment.tenantId} = ${added.tenantId}
        and ${attachment.messageId} is null and ${attachment.state} = ${quoted(AttachmentState.STORED)}
     returning ${attachment.id}
   ), seen as (
     insert into ${reads.table} as r (${reads.list(['conversationId', 'userId', 'tenantId', 'readUpTo', 'changedAt'])})
     select ${added.conversationId}, ${user.id}, ${added.tenantId}, unread.id, ${added.createdAt}
       from a
       join ${users.table} u on ${user.id} = ${added.authorUserId}
       left join ${reads.table} r on ${read.conversationId} = ${added.conversationId} and ${read.userId} = ${user.id}
       join lateral (
         select l.id from (
           select ${newest.id} as id, ${newest.direction} as direction from ${messages.table} o
            where ${newest.conversationId} = ${added.conversationId} and ${newest.id} > ${readBoundarySql('r', 'u')}
            order by ${newest.id} desc limit ${searchedMessages}) l
          where l.direction = ${quoted(MessageDirection.INBOUND)} order by l.id desc limit 1) unread on true
      where $14::boolean
     on conflict (${reads.column.conversationId}, ${reads.column.userId}) do update
       set ${reads.column.readUpTo} = excluded.${reads.column.readUpTo}, ${reads.column.changedAt} = excluded.${reads.column.changedAt}
       where ${read.readUpTo} < excluded.${reads.column.readUpTo}
     returning 1
   ), outdated as (
     update ${suggestions.table} g set ${suggestions.column.status} = ${quoted(SuggestionStatus.OUTDATED)}
       from a
      where ${suggestions.of('g').conversationId} = ${added.conversationId} and ${suggestions.of('g').status} = ${quoted(SuggestionStatus.OPEN)}
        and ${added.authorKind} = ${quoted(AuthorKind.USER)}
   ), queued as (
     select ${addSendJob({ tenantId: added.tenantId, messageId: added.id, channelId: added.channelId })} from a
   )
   select ${as('messageId', added.id)}, ${as('conversationId', added.conversationId)}, ${as('channelId', added.channelId)},
          ${as('attached', int('(select count(*)::int from attached)'))}, ${as('hasRead', bool('exists (select from seen)'))},
          ${as('hasTakenOver', bool(`(${added.authorKind} = ${quoted(AuthorKind.USER)} and (select handoff from before) <> ${quoted(HandoffState.HUMAN_ACTIVE)})`))}
     from a where (select count(*) from queued) = 1`,
);

/** A file of the message is not uploaded, or belongs to another message. */
export class FilesTakenError extends Error {
  constructor() {
    super('A file of the message is not uploaded, or was taken by another one.');
  }
}

/**
 * Inserts a message.
 *
 * @returns null when the idempotency key is taken; waits for a concurrent transaction that is about to take it
 * @throws FilesTakenError when a file is missing or used already; the transaction must be rolled back then
 */
export async function addMessage(
  transaction: Transaction,
  message: NewMessage,
): Promise<AddedMessage | null> {
  const { template = null, attachmentIds = [] } = message;
  const [row] = await transaction.query(addStatement, [
    uuidV7(),
    message.tenantId,
    message.conversationId,
    message.kind,
    message.text,
    toAuthorKind(message),
    message.authorUserId,
    message.replyToExternalId ?? null,
    template?.id ?? null,
    template === null ? null : JSON.stringify(template.variables),
    message.idempotencyKey,
    attachmentIds,
    uuidV7(),
    message.isRead ?? false,
    message.authorAssistantId ?? null,
  ]);
  if (!row) return null;
  const { attached, ...written } = row;
  if (attached !== attachmentIds.length) throw new FilesTakenError();
  return written;
}

function toAuthorKind({ authorUserId, authorAssistantId }: NewMessage): AuthorKind {
  if (authorAssistantId != null) return AuthorKind.AI;
  return authorUserId === null ? AuthorKind.SYSTEM : AuthorKind.USER;
}

/** The event for a conversation that its author took over; none when a person was in charge already. */
export function toTakeOverEvents({ conversationId: id, channelId, hasTakenOver }: AddedMessage): NewEvent[] {
  return hasTakenOver ? [toConversationUpdated({ id, channelId }, ['handoff', 'handoffReason'])] : [];
}

/** The event for an inserted message. */
export const toAddedEvent = (message: AddedMessage): NewEvent => ({
  kind: EventType.MESSAGE_ADDED,
  subjectId: message.messageId,
  channelId: message.channelId,
  conversationId: message.conversationId,
  messageId: message.messageId,
});

/** The event for the read state of its author; none when it stayed as it was. */
export function toReadEvents(
  { conversationId: id, channelId, hasRead }: AddedMessage,
  userId: string,
): NewEvent[] {
  return hasRead ? [toReadStateUpdated({ id, channelId }, userId)] : [];
}
