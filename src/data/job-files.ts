/** Files that jobs write: rows of `attachments` without a message, kept for 7 days. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, present, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { AttachmentState, FilePurpose } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import type { SpooledFile } from '../media/spool.js';
import type { MediaStorage } from '../media/storage/media-storage.js';
import { storeBytes } from '../media/store-bytes.js';

const attachments = tableOf(Attachment);
const file = attachments.of('f');

const insertStatement = statement(
  'insert-job-file',
  `insert into ${attachments.table} (${attachments.list(['id', 'tenantId', 'mimeType', 'fileName', 'sizeBytes', 'isVoice', 'state', 'contentType', 'sha256', 'storageKey', 'purpose', 'createdAt'])})
   values ($1, $2, $3, $4, $5, false, ${quoted(AttachmentState.STORED)}, $6, $7, $8, ${quoted(FilePurpose.EXPORT)}, now())`,
);
const removeStatement = statement(
  'remove-job-files',
  sql`delete from ${attachments.table} f
    where ${file.tenantId} = $1 and ${file.messageId} is null and ${file.purpose} = any($2::text[])
      and ($3::uuid[] is null or ${file.id} = any($3))
   returning ${as('storageKey', file.storageKey)}`,
);
const findStatement = statement(
  'find-import-file',
  sql`select ${present(attachments.select('f', ['storageKey', 'sizeBytes']))} from ${attachments.table} f
    where ${file.tenantId} = $1 and ${file.id} = $2 and ${file.purpose} = ${quoted(FilePurpose.IMPORT)}
      and ${file.state} = ${quoted(AttachmentState.STORED)}`,
);

/** The database, and the storage of the bytes. */
export interface FileParts {
  readonly database: Database;
  readonly storage: MediaStorage;
}

/** Stores a complete file. @returns its id */
export async function storeJobFile(
  { database, storage }: FileParts,
  tenantId: string,
  name: { readonly fileName: string; readonly mimeType: string },
  spooled: SpooledFile,
): Promise<string> {
  const id = uuidV7();
  const contentType = `${name.mimeType}; charset=utf-8`;
  const bytes = await storeBytes(storage, { tenantId, attachmentId: id }, spooled, contentType);
  await database.query(insertStatement, [
    ...[id, tenantId, name.mimeType, name.fileName, bytes.sizeBytes],
    ...[bytes.contentType, bytes.sha256, bytes.storageKey],
  ]);
  return id;
}

/** An uploaded file to import; null when it is gone. */
export async function findImportFile({ database }: FileParts, tenantId: string, id: string) {
  const [found] = await database.query(findStatement, [tenantId, id]);
  return found ?? null;
}

/**
 * Removes files of jobs with these purposes; with `ids` only those. An object whose removal fails is swept later.
 * @returns how many
 */
export async function removeJobFiles(
  { database, storage }: FileParts,
  tenantId: string,
  purposes: readonly FilePurpose[],
  ids: readonly string[] | null = null,
): Promise<number> {
  const removed = await database.query(removeStatement, [tenantId, purposes, ids]);
  for (const { storageKey } of removed) if (storageKey !== null) await storage.remove(storageKey);
  return removed.length;
}
