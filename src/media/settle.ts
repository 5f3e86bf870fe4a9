/** Settles a file, and emits an event of its message. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { as, orNull, quoted, sql, text } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { AttachmentState, EventType } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { Message } from '../entities/message.entity.js';
import type { MediaFacts } from './facts/media-facts.js';

/** The file's bytes in the storage. */
export interface StoredBytes {
  readonly storageKey: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** What is known of the bytes; the small picture is in the storage. */
export interface StoredFacts extends Omit<MediaFacts, 'thumbnail'> {
  readonly thumbnailKey: string | null;
  readonly thumbnailBytes: number | null;
}

/** The result of a file. */
export type MediaEnd =
  | { readonly state: 'STORED'; readonly bytes: StoredBytes; readonly facts: StoredFacts }
  | { readonly state: 'UNAVAILABLE'; readonly reason: string };

const attachments = tableOf(Attachment);
const file = attachments.of('f');
const column = attachments.column;
const messages = tableOf(Message);
const message = messages.of('m');

/** Only a PENDING file is settled: of two concurrent fetches or uploads of one file, the first counts. */
const settleStatement = statement(
  'media-settle',
  sql`with settled as (
     update ${attachments.table} f set ${column.state} = $3, ${column.stateReason} = $4, ${column.storageKey} = $5,
            ${column.contentType} = $6, ${column.sizeBytes} = coalesce($7, ${file.sizeBytes}), ${column.sha256} = $8,
            ${column.width} = $9, ${column.height} = $10, ${column.waveform} = $11::smallint[], ${column.thumbnailKey} = $12,
            ${column.thumbnailBytes} = $13, ${column.durationSeconds} = coalesce(${file.durationSeconds}, $14)
      where ${file.id} = $2 and ${file.tenantId} = $1 and ${file.state} = ${quoted(AttachmentState.PENDING)}
     returning ${file.id} as id, ${file.messageId} as message_id
   ), message as (
     update ${messages.table} m set ${messages.column.version} = ${message.version} + 1
       from settled s where ${message.id} = s.message_id
     returning ${message.id} as id, ${message.channelId} as channel_id, ${message.conversationId} as conversation_id
   )
   select ${as('messageId', orNull(text('s.message_id')))}, ${as('channelId', orNull(text('m.channel_id')))}, ${as('conversationId', orNull(text('m.conversation_id')))}
     from settled s left join message m on m.id = s.message_id`,
);

const reasonStatement = statement(
  'media-waits',
  `update ${attachments.table} f set ${column.stateReason} = $3
    where ${file.id} = $2 and ${file.tenantId} = $1 and ${file.state} = ${quoted(AttachmentState.PENDING)}`,
);

/** A file's message, with its conversation and channel. */
export interface SettledRow {
  readonly messageId: string | null;
  readonly channelId: string | null;
  readonly conversationId: string | null;
}

/**
 * Settles a file with its event.
 * @returns false when it was settled before, or was deleted; the bytes belong to no row then
 */
export async function settleMedia(
  database: Database,
  { tenantId, attachmentId }: { readonly tenantId: string; readonly attachmentId: string },
  end: MediaEnd,
): Promise<boolean> {
  const bytes = end.state === 'STORED' ? end.bytes : null;
  const facts = end.state === 'STORED' ? end.facts : null;
  const reason = end.state === 'UNAVAILABLE' ? end.reason : null;
  return database.publish(tenantId, async transaction => {
    const [row] = await transaction.query(settleStatement, [
      ...[tenantId, attachmentId, end.state, reason, bytes?.storageKey ?? null],
      ...[bytes?.contentType ?? null, bytes?.sizeBytes ?? null, bytes?.sha256 ?? null],
      ...[facts?.width ?? null, facts?.height ?? null, facts?.waveform ?? null],
      ...[facts?.thumbnailKey ?? null, facts?.thumbnailBytes ?? null, facts?.durationSeconds ?? null],
    ]);
    if (!row) return false;
    if (row.messageId !== null) transaction.emit(toAttachmentsEvent({ ...row, messageId: row.messageId }));
    return true;
  });
}

/** Stores why a file is not available yet. No event: it is retried. */
export async function noteWaiting(
  database: Database,
  { tenantId, attachmentId }: { readonly tenantId: string; readonly attachmentId: string },
  reason: string,
): Promise<void> {
  await database.query(reasonStatement, [tenantId, attachmentId, reason]);
}

/** The event for a change of a message's files. */
export function toAttachmentsEvent(row: SettledRow & { readonly messageId: string }): NewEvent {
  return {
    kind: EventType.MESSAGE_UPDATED,
    subjectId: row.messageId,
    messageId: row.messageId,
    channelId: row.channelId,
    conversationId: row.conversationId,
    changed: ['attachments'],
  };
}
