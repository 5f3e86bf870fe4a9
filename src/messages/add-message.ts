/**
 * Inserts an outbound message: message, history, conversation, files and job in one statement, for all kinds of author.
 *
 * It is sent from its conversation's own number: no argument names a channel, the insert takes it from the
 * conversation.
 */
import { tableOf } from '../database/columns.js';
import type { Database, Transaction } from '../database/database.js';
import { type NewEvent, publishingSql, publishParameters } from '../database/publish.js';
import { as, bool, int, orNull, sql, text } from '../database/sql.js';
import { type RowOf, statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { AuthorKind, EventType, type MessageKind } from '../domain/vocabulary.js';
import { Message } from '../entities/message.entity.js';
import { toConversationUpdated, toReadStateUpdated } from '../people/contact-events.js';
import { added, addedJobSql, addedOwnJobSql, addMessageSql, hasTakenOver } from './add-message-sql.js';

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

const hasRead = bool('exists (select from seen)');

const addStatement = statement(
  'outbox-add-message',
  sql`${addMessageSql}, ${addedJobSql}
   select ${as('messageId', added.id)}, ${as('conversationId', added.conversationId)}, ${as('channelId', added.channelId)},
          ${as('attached', int('(select count(*)::int from attached)'))}, ${as('hasRead', hasRead)}, ${as('hasTakenOver', hasTakenOver)}
     from a where (select count(*) from queued) = 1`,
);

/** The row of a message, as it was stored. */
export type StoredMessage = Omit<RowOf<typeof addAtOnceStatement>, 'position' | 'jobId'>;

/** A stored message, and its job where its process is to run it. */
export interface AddedAtOnce {
  readonly stored: StoredMessage;
  readonly jobId: string | null;
}

/** What an event of the message depends on. */
type Condition = 'always' | 'hasRead' | 'hasTakenOver';

/** The same, commits by itself, and writes the events that happened; parameter 25 has the condition of each. The job is locked by parameter 26. */
const addAtOnceStatement = statement(
  'outbox-add-message-at-once',
  sql`${addMessageSql}, ${addedOwnJobSql('$26::text')}, condition as (
     select ${hasRead} as has_read, ${hasTakenOver} as has_taken_over from a
      where (select count(*) from queued) + (select count(*) from own) = 1
   ), ${publishingSql(16, {
     filter: `join condition on case ($25::text[])[e.n] when 'hasRead' then has_read when 'hasTakenOver' then has_taken_over else true end`,
     isReady: 'exists (select from condition) and (select count(*) from moved) >= 0',
   })}
   select ${tableOf(Message).select('a')}, ${as('position', int('counter.position'))},
          ${as('jobId', orNull(text('(select id::text from own)')))}
     from a, counter`,
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
  const [row] = await transaction.query(addStatement, addParameters(uuidV7(), message));
  if (!row) return null;
  const { attached, ...written } = row;
  if (attached !== (message.attachmentIds ?? []).length) throw new FilesTakenError();
  return written;
}

/**
 * Inserts a message without files, with its events, in one statement that commits by itself; for a message with which
 * nothing else is written.
 *
 * @param lockedBy the name by which this process runs its job itself; null leaves it to the workers
 * @returns null when the idempotency key is taken
 */
export async function addMessageAtOnce(
  database: Database,
  message: NewMessage & { readonly channelId: string; readonly authorUserId: string },
  lockedBy: string | null,
): Promise<AddedAtOnce | null> {
  const { tenantId, conversationId, channelId, authorUserId } = message;
  const messageId = uuidV7();
  const happens = { messageId, conversationId, channelId, hasRead: true, hasTakenOver: true };
  const events: [Condition, readonly NewEvent[]][] = [
    ['always', [toAddedEvent(happens)]],
    ['hasRead', toReadEvents(happens, authorUserId)],
    ['hasTakenOver', toTakeOverEvents(happens)],
  ];
  const [row] = await database.query(addAtOnceStatement, [
    ...addParameters(messageId, message),
    ...publishParameters(
      tenantId,
      events.flatMap(([, list]) => list),
    ),
    events.flatMap(([condition, list]) => list.map(() => condition)),
    lockedBy,
  ]);
  if (!row) return null;
  const { position, jobId, ...stored } = row;
  database.announce({ tenantId, position });
  return { stored, jobId };
}

function addParameters(messageId: string, message: NewMessage): unknown[] {
  const { template = null, attachmentIds = [] } = message;
  return [
    messageId,
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
  ];
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
