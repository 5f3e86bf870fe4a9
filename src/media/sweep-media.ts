/**
 * Removes unneeded data: uploads that no message uses, files whose messages were deleted, objects without a row,
 * partial files of crashes. Rows are deleted first: an object without a row is found later, a row without its object
 * would be a broken picture.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { FilePurpose, ScheduledReplyStatus } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { ScheduledReply } from '../entities/scheduled-reply.entity.js';
import { sweepInlineBytes } from './inline-bytes.js';
import { removeObjects } from './remove-objects.js';
import { sweepSpool } from './spool.js';
import { type ListedObject, type MediaStorage, readStorageKey } from './storage/media-storage.js';

const attachments = tableOf(Attachment);
const file = attachments.of('f');
const scheduled = tableOf(ScheduledReply);

/** How long an upload may wait for its message. */
const unusedAfterMs = 24 * 60 * 60_000;
/** Files that jobs have written stay longer. */
export const exportDays = 7;
const inlineAfterMs = 60 * 60_000;
const batch = 500;

/** Deleting a message detaches its files (on delete set null), and they are removed like unused uploads. */
const unusedStatement = statement(
  'media-sweep-unused',
  sql`delete from ${attachments.table} where ${attachments.column.id} in (
     select ${file.id} from ${attachments.table} f
      where ${file.messageId} is null and ${file.cannedReplyId} is null and ${file.createdAt} < now() - $1::float8 * interval '1 ms'
        and not exists (select from ${scheduled.table} s where ${scheduled.of('s').status} = ${quoted(ScheduledReplyStatus.SCHEDULED)}
              and ${file.id}::text = any(${scheduled.of('s').attachmentIds}))
        and (${file.purpose} <> ${quoted(FilePurpose.EXPORT)} or ${file.createdAt} < now() - interval '${exportDays} days')
      limit ${batch} for update skip locked)
   returning ${as('storageKey', attachments.column.storageKey)}, ${as('thumbnailKey', attachments.column.thumbnailKey)}`,
);

const namedStatement = statement(
  'media-named-objects',
  sql`select ${as('storageKey', file.storageKey)}, ${as('thumbnailKey', file.thumbnailKey)} from ${attachments.table} f
    where ${file.id} = any($1::uuid[]) and ${file.storageKey} is not null`,
);

/** Options of the sweeps. */
export interface SweepOptions {
  readonly database: Database;
  readonly storage: MediaStorage;
  /** Younger ones are kept; a day by default. */
  readonly olderThanMs?: number;
}

/**
 * Removes unused files, and webhook bytes that are in the storage already.
 * @returns how many files were removed
 */
export async function sweepUnused({ database, storage, olderThanMs }: SweepOptions): Promise<number> {
  await sweepInlineBytes(database, olderThanMs ?? inlineAfterMs);
  await sweepSpool(storage.spoolFolder, olderThanMs ?? unusedAfterMs);
  let removed = 0;
  for (;;) {
    const rows = await database.query(unusedStatement, [olderThanMs ?? unusedAfterMs]);
    for (const row of rows) await removeObjects(storage, row);
    removed += rows.length;
    if (rows.length < batch) return removed;
  }
}

/**
 * Removes objects without a row: of deleted rows, and of work interrupted by a crash.
 * @param stopping aborts when the process ends
 * @returns how many
 */
export async function sweepOrphans(
  { database, storage, olderThanMs = unusedAfterMs }: SweepOptions,
  stopping?: AbortSignal,
): Promise<number> {
  let removed = 0;
  let found: ListedObject[] = [];
  const removeOrphans = async (): Promise<void> => {
    const ids = found.flatMap(({ key }) => readStorageKey(key)?.attachmentId ?? []);
    const named = await database.query(namedStatement, [ids]);
    const kept = new Set(named.flatMap(row => [row.storageKey, row.thumbnailKey]));
    for (const { key } of found) {
      if (kept.has(key)) continue;
      await storage.remove(key);
      removed += 1;
    }
    found = [];
  };
  for await (const object of storage.list()) {
    if (stopping?.aborted) return removed;
    if (Date.now() - object.modifiedAt.getTime() < olderThanMs || readStorageKey(object.key) === null)
      continue;
    found.push(object);
    if (found.length >= batch) await removeOrphans();
  }
  await removeOrphans();
  return removed;
}
