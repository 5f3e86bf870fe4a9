/**
 * A placeholder that is made good later: a provider announces a message whose content it does not have yet (it could
 * not be decrypted, say), and tells the content under the same id afterwards. The message is completed in place, once;
 * what has a content is never replaced.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { statement } from '../database/statement.js';
import { EventType, type MessageDirection, MessageKind } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { Message } from '../entities/message.entity.js';
import type { MessageRow } from './message-row.js';
import { applyRuleTopic } from './rule-topic.js';

const messages = tableOf(Message);
const message = messages.of('m');
const column = messages.column;
const attachments = tableOf(Attachment);

/** Words of a provider in place of a content, as earlier versions stored them. */
const lostText = String.raw`^\s*\{\{SWE\d{3}\}\}\s*$`;

/** SQL condition: the message of this alias has no content. */
export function isPlaceholderSql(alias: string): string {
  const { kind, text, hasAttachments } = messages.of(alias);
  return `(${kind} = '${MessageKind.UNSUPPORTED}' and not ${hasAttachments} and (${text} is null or ${text} ~ '${lostText}'))`;
}

/** Whether a message brings what a placeholder is waiting for. */
export function hasContent({ kind, text, attachments: files }: MessageRow): boolean {
  const hasWords = text !== null && !new RegExp(lostText).test(text);
  return hasWords || files !== '[]' || kind !== MessageKind.UNSUPPORTED;
}

const completeStatement = statement(
  'complete-message',
  `with completed as (
     update ${messages.table} m set ${column.kind} = $4, ${column.text} = $5,
            ${column.hasAttachments} = json_array_length($6::json) > 0,
            ${column.replyToExternalId} = coalesce($7, ${message.replyToExternalId}), ${column.sourceEventId} = $8,
            ${column.content} = $11::jsonb, ${column.referral} = coalesce(${message.referral}, $12::jsonb)
      where ${message.tenantId} = $1 and ${message.channelId} = $2 and ${message.externalId} = $3
        and ${message.direction} = $10 and ${isPlaceholderSql('m')}
     returning ${message.id} as id, ${message.conversationId} as conversation_id
   ), files as (
     insert into ${attachments.table} (${attachments.list([
       'id',
       'tenantId',
       'messageId',
       'mimeType',
       'fileName',
       'sizeBytes',
       'isVoice',
       'durationSeconds',
       'sourceUrl',
       'mediaId',
       'createdAt',
     ])})
     select f.id, $1, completed.id, f.mime_type, f.file_name, f.size_bytes, f.is_voice, f.duration_seconds, f.source_url, f.media_id, $9
       from completed, json_to_recordset($6::json) as f(id uuid, mime_type text, file_name text, size_bytes float8,
            is_voice boolean, duration_seconds float8, source_url text, media_id text)
   )
   select id as "id", conversation_id as "conversationId" from completed`,
);

/** A message that was completed. */
export interface CompletedMessage {
  readonly messageId: string;
  readonly conversationId: string;
  readonly events: readonly NewEvent[];
}

/**
 * Gives a placeholder the content of a message with the same id, inside the caller's transaction, and conversation and
 * lead the topic of its words. Null when there is no placeholder, or nothing better than it.
 */
export async function completeMessage(
  transaction: Transaction,
  tenantId: string,
  row: MessageRow,
  direction: MessageDirection,
): Promise<CompletedMessage | null> {
  if (!hasContent(row)) return null;
  const [completed] = await transaction.query<{ id: string; conversationId: string }>(completeStatement, [
    ...[tenantId, row.channel_id, row.external_event_id, row.kind, row.text, row.attachments],
    ...[row.reply_to_external_id, row.ledger_id, row.received_at, direction, row.content, row.referral],
  ]);
  if (!completed) return null;
  const { id, conversationId } = completed;
  const changed = ['kind', 'text', 'content', 'attachments', 'replyTo', 'sourceEvent'];
  const event: NewEvent = {
    kind: EventType.MESSAGE_UPDATED,
    ...{ subjectId: id, messageId: id, channelId: row.channel_id, conversationId, changed },
  };
  const { topic_id: topicId } = row;
  const topicEvents =
    topicId === null ? [] : await applyRuleTopic(transaction, tenantId, conversationId, topicId);
  return { messageId: id, conversationId, events: [event, ...topicEvents] };
}
