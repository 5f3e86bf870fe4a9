/** Copies of stored files, for messages: each has its own bytes, so that neither file depends on the other. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { present, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { MediaNotReadyError } from '../domain/errors.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { AttachmentState, FilePurpose } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { discard, spool } from './spool.js';
import type { MediaStorage } from './storage/media-storage.js';
import { storeBytes } from './store-bytes.js';
import { thumbnailType } from './store-facts.js';

const attachments = tableOf(Attachment);
const file = attachments.of('f');

const findStored = statement(
  'media-files-to-copy',
  sql`select ${attachments.select('f', ['id', 'mimeType', 'fileName', 'isVoice', 'durationSeconds', 'width', 'height', 'waveform', 'thumbnailKey', 'thumbnailBytes'])},
          ${present(attachments.select('f', ['sizeBytes', 'contentType', 'storageKey']))} from ${attachments.table} f
    where ${file.tenantId} = $1 and ${file.id} = any($2::uuid[]) and ${file.state} = ${quoted(AttachmentState.STORED)}
    order by ${file.id}`,
);

const columns = {
  ...{ id: 'uuid', mimeType: 'text', fileName: 'text', sizeBytes: 'float8', isVoice: 'boolean' },
  ...{ durationSeconds: 'float8', contentType: 'text', sha256: 'text', storageKey: 'text' },
  ...{ width: 'int', height: 'int', waveform: 'smallint[]', thumbnailKey: 'text', thumbnailBytes: 'int' },
} as const;
const names = Object.keys(columns) as (keyof typeof columns)[];

const insertCopies = statement(
  'media-insert-copies',
  `insert into ${attachments.table} (${attachments.list([...names, 'tenantId', 'state', 'purpose', 'createdAt'])})
   select ${names.map(name => `c."${name}"`).join(', ')}, $1, ${quoted(AttachmentState.STORED)}, ${quoted(FilePurpose.MESSAGE)}, now()
     from json_to_recordset($2::json) as c(${names.map(name => `"${name}" ${columns[name]}`).join(', ')})`,
);

/** Copies files to attachments without a message; unused copies are swept. @returns the ids of the copies, in order */
export type CopyFiles = (tenantId: string, ids: readonly string[]) => Promise<readonly string[]>;

/** Creates it. It throws MediaNotReadyError when the bytes of a file are gone. */
export function createCopyFiles(parts: {
  readonly database: Database;
  readonly storage: MediaStorage;
}): CopyFiles {
  const { database, storage } = parts;
  return async (tenantId, ids) => {
    const found = await database.query(findStored, [tenantId, ids]);
    const copies: object[] = [];
    const copied: string[] = [];
    for (const source of found) {
      const id = uuidV7();
      const copy = async (key: string, maxBytes: number, contentType: string) => {
        const stream = await storage.open(key);
        if (stream === null) return null;
        const spooled = await spool(storage.spoolFolder, stream, maxBytes);
        try {
          return await storeBytes(storage, { tenantId, attachmentId: id }, spooled, contentType);
        } finally {
          await discard(spooled);
        }
      };
      const bytes = await copy(source.storageKey, source.sizeBytes, source.contentType);
      if (bytes === null) throw gone(source.id);
      const { thumbnailKey, thumbnailBytes } = source;
      const small = thumbnailKey && (await copy(thumbnailKey, thumbnailBytes ?? 0, thumbnailType));
      copies.push({ ...source, ...bytes, id, thumbnailKey: small ? small.storageKey : null });
      copied.push(id);
    }
    const missing = ids.find(id => found.every(source => source.id !== id));
    if (missing !== undefined) throw gone(missing);
    if (copies.length > 0) await database.query(insertCopies, [tenantId, JSON.stringify(copies)]);
    return copied;
  };
}

const gone = (id: string) => new MediaNotReadyError(id, 'is no longer stored; upload it again');
