import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { MediaNotReadyError, MediaTooLargeError, NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { AttachmentState, FilePurpose } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import type { MediaStorage } from './storage/media-storage.js';

const attachments = tableOf(Attachment);
const file = attachments.of('f');

/** An upload that no message uses: files of messages are read by those who may see the message. */
const findUnused = statement(
  'media-unused-upload',
  sql`select ${attachments.select('f', ['mimeType', 'fileName', 'storageKey'])}, ${as('sizeBytes', file.sizeBytes)} from ${attachments.table} f
    where ${file.tenantId} = $1 and ${file.id} = $2 and ${file.messageId} is null and ${file.cannedReplyId} is null
      and ${file.purpose} = ${quoted(FilePurpose.MESSAGE)} and ${file.state} in (${quoted(AttachmentState.PENDING)}, ${quoted(AttachmentState.STORED)})`,
);

/** The content of an upload. */
export interface UploadedFile {
  readonly mimeType: string;
  readonly fileName: string | null;
  readonly bytes: Uint8Array;
}

/**
 * Reads an upload into memory. It stays unused.
 * @throws NotFoundError, MediaNotReadyError, MediaTooLargeError
 */
export async function readUpload(
  { database, storage }: { readonly database: Database; readonly storage: MediaStorage },
  tenantId: string,
  attachmentId: string,
  maxBytes: number,
): Promise<UploadedFile> {
  const [found] = isUuid(attachmentId) ? await database.query(findUnused, [tenantId, attachmentId]) : [];
  if (!found) throw new NotFoundError('upload', attachmentId);
  const { mimeType, fileName, storageKey, sizeBytes } = found;
  if (storageKey === null) throw new MediaNotReadyError(attachmentId, 'is not uploaded yet');
  if ((sizeBytes ?? 0) > maxBytes) throw new MediaTooLargeError(sizeBytes ?? 0, maxBytes, 'the simulator');
  const stream = await storage.open(storageKey);
  if (stream === null) throw new MediaNotReadyError(attachmentId, 'is no longer stored; upload it again');
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return { mimeType, fileName, bytes: Buffer.concat(chunks) };
}
