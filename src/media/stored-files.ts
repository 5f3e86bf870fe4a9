/** Finds stored files: for serving, and for sending to a vendor. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, present, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { AttachmentState } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import type { OutboundAttachment } from '../providers/contract/send.js';
import type { MediaLinks } from './links.js';
import type { MediaStorage } from './storage/media-storage.js';
import { thumbnailType } from './store-facts.js';

/** A stored file, as served. */
export interface StoredFile {
  readonly storageKey: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Names the content: its digest, or that of the file that a small picture shows. */
  readonly sha256: string;
  readonly fileName: string | null;
  readonly mimeType: string;
}

const attachments = tableOf(Attachment);
const file = attachments.of('f');
const columns = present(attachments.select('f', ['storageKey', 'contentType', 'sizeBytes', 'sha256']));
const names = attachments.select('f', ['fileName', 'mimeType']);

const storedStatement = statement(
  'media-stored-file',
  sql`select ${columns}, ${names} from ${attachments.table} f
    where ${file.tenantId} = $1 and ${file.id} = $2 and ${file.state} = ${quoted(AttachmentState.STORED)}`,
);

const ofMessageStatement = statement(
  'media-files-of-message',
  sql`select ${as('id', file.id)}, ${as('tenantId', file.tenantId)}, ${columns}, ${names} from ${attachments.table} f
    where ${file.tenantId} = $1 and ${file.messageId} = $2 order by ${file.id}`,
);

const thumbnailStatement = statement(
  'media-thumbnail',
  sql`select ${present(attachments.select('f', ['thumbnailKey', 'thumbnailBytes', 'sha256']))}, ${names} from ${attachments.table} f
    where ${file.tenantId} = $1 and ${file.id} = $2 and ${file.state} = ${quoted(AttachmentState.STORED)} and ${file.thumbnailKey} is not null`,
);

/** The small picture of a file of a company; null when there is none. */
export async function findThumbnail(
  database: Database,
  tenantId: string,
  attachmentId: string,
): Promise<StoredFile | null> {
  const [found] = await database.query(thumbnailStatement, [tenantId, attachmentId]);
  if (!found) return null;
  const { thumbnailKey, thumbnailBytes, sha256, fileName } = found;
  return {
    ...{ storageKey: thumbnailKey, contentType: thumbnailType, mimeType: thumbnailType, fileName },
    ...{ sizeBytes: thumbnailBytes, sha256: `${sha256}-thumbnail` },
  };
}

/** A stored file of a company; null when there is none. */
export async function findStoredFile(
  database: Database,
  tenantId: string,
  attachmentId: string,
): Promise<StoredFile | null> {
  const [found] = await database.query(storedStatement, [tenantId, attachmentId]);
  return found ?? null;
}

/** The files of an outbound message, in order. */
export async function readOutboundFiles(
  parts: { readonly database: Database; readonly storage: MediaStorage; readonly links: MediaLinks },
  tenantId: string,
  messageId: string,
): Promise<OutboundAttachment[]> {
  const { database, storage, links } = parts;
  const rows = await database.query(ofMessageStatement, [tenantId, messageId]);
  return rows.map(row => ({
    url: links.toVendor(row),
    mimeType: row.mimeType,
    fileName: row.fileName,
    read: () => readWhole(storage, row.storageKey),
  }));
}

async function readWhole(storage: MediaStorage, key: string): Promise<Uint8Array> {
  const stream = await storage.open(key);
  if (stream === null) throw new Error('The storage does not have the file.');
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
