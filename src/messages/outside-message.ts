/**
 * A message that left one of our numbers without Trunkline: typed on the phone that holds the number, or sent by
 * another program. It becomes an outbound message of the conversation, which is made when there is none.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { statement } from '../database/statement.js';
import type { OutboundEcho } from '../domain/inbound-event.js';
import type { IngestItem } from '../domain/ingest-item.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { AuthorKind, EventType, HandoffState } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { MessageStatusChange } from '../entities/message-status-change.entity.js';
import { upsertContacts } from '../people/upsert-contacts.js';
import { type PreparedMessage, prepareMessage, toSender } from './message-row.js';

/** A message that was stored; `messageId` is null when the channel has one with its id already. */
export interface OutsideMessage {
  readonly messageId: string | null;
  readonly conversationId: string;
  readonly isNewContact: boolean;
  readonly events: readonly NewEvent[];
}

const messages = tableOf(Message);
const changes = tableOf(MessageStatusChange);
const attachments = tableOf(Attachment);
const conversations = tableOf(Conversation);
const conversation = conversations.of('c');
const column = conversations.column;

const storeStatement = statement(
  'store-outside-message',
  `with message as (
     insert into ${messages.table} (${messages.list([
       ...([
         'id',
         'tenantId',
         'conversationId',
         'channelId',
         'direction',
         'kind',
         'text',
         'authorKind',
         'status',
       ] as const),
       ...(['externalId', 'hasAttachments', 'sourceEventId', 'sentAt', 'createdAt', 'content'] as const),
     ])})
     values ($1, $2, $3, $4, 'OUTBOUND', $5, $6, $7, 'SENT', $8, json_array_length($9::json) > 0, $10, $11, $12, $15::jsonb)
     on conflict (${messages.column.channelId}, ${messages.column.externalId}) do nothing
     returning ${messages.column.id} as id
   ), history as (
     insert into ${changes.table} (${changes.list([
       ...([
         'id',
         'tenantId',
         'channelId',
         'messageId',
         'externalId',
         'status',
         'at',
         'recordedAt',
         'applied',
       ] as const),
       'sourceEventId',
     ])})
     select $13, $2, $4, id, $8, 'SENT', $11, clock_timestamp(), true, $10 from message
   ), files as (
     insert into ${attachments.table} (${attachments.list([
       ...([
         'id',
         'tenantId',
         'messageId',
         'mimeType',
         'fileName',
         'sizeBytes',
         'isVoice',
         'durationSeconds',
       ] as const),
       ...(['sourceUrl', 'mediaId', 'createdAt'] as const),
     ])})
     select f.id, $2, message.id, f.mime_type, f.file_name, f.size_bytes, f.is_voice, f.duration_seconds, f.source_url, f.media_id, $12
       from message, json_to_recordset($9::json) as f(id uuid, mime_type text, file_name text, size_bytes float8,
            is_voice boolean, duration_seconds float8, source_url text, media_id text)
   ), moved as (
     update ${conversations.table} c set
       ${column.lastMessageId} = $1, ${column.lastActivityAt} = greatest(${conversation.lastActivityAt}, $12),
       ${column.handoff} = coalesce($14, ${conversation.handoff})
      from message where ${conversation.id} = $3
   )
   select id from message`,
);

/** The echo as a message that `message-row.ts` and `people.ts` take; null when the other side is no person. */
export function prepareOutside(
  item: IngestItem,
  event: OutboundEcho,
  channelId: string,
): PreparedMessage | null {
  const { to, kind, text, attachments: files, messageKey, sentAt } = event;
  const prepared = prepareMessage(
    item,
    {
      type: 'message',
      channelExternalId: event.channelExternalId,
      eventType: event.eventType,
      externalEventId: event.externalEventId,
      ...{ from: to, senderName: null, kind, text, attachments: files, messageKey, sentAt },
      ...(event.alsoKnownAs ? { alsoKnownAs: event.alsoKnownAs } : {}),
      ...(event.content ? { content: event.content } : {}),
      replyToExternalId: null,
    },
    channelId,
  );
  // Our own words say nothing about what the customer wants.
  return prepared && { ...prepared, row: { ...prepared.row, topic_id: null } };
}

/**
 * Stores a prepared message inside the caller's transaction, which holds the lock of its key. When a person typed it,
 * a person has taken the conversation over.
 */
export async function storeOutside(
  transaction: Transaction,
  tenantId: string,
  prepared: PreparedMessage,
  isFromApi: boolean | null,
): Promise<OutsideMessage> {
  const [made] = await upsertContacts(transaction, tenantId, [toSender(prepared)]);
  if (!made) throw new Error('A message has no conversation though one was just made for it.');
  const { row } = prepared;
  const [stored] = await transaction.query<{ id: string }>(storeStatement, [
    ...[row.message_id, tenantId, made.conversationId, row.channel_id, row.kind, row.text],
    // An author of the kind USER without a user is somebody at the phone; see resolvers/author.ts.
    isFromApi === false ? AuthorKind.USER : AuthorKind.SYSTEM,
    ...[row.external_event_id, row.attachments, row.ledger_id, row.sent_at, row.received_at],
    ...[uuidV7(), isFromApi === false ? HandoffState.HUMAN_ACTIVE : null, row.content],
  ]);
  const { conversationId, leadId } = made;
  const about = { channelId: row.channel_id, conversationId };
  const events: NewEvent[] = [];
  if (made.isNewLead && leadId)
    events.push({ kind: EventType.LEAD_ADDED, subjectId: leadId, conversationId });
  if (made.isNewConversation)
    events.push({ kind: EventType.CONVERSATION_ADDED, subjectId: conversationId, ...about });
  if (stored)
    events.push({ kind: EventType.MESSAGE_ADDED, subjectId: stored.id, messageId: stored.id, ...about });
  return { messageId: stored?.id ?? null, conversationId, isNewContact: made.isNewLead, events };
}
