/**
 * Upload use cases: first a placeholder (`createUpload`), then its bytes at the signed URL, then a reply that names it.
 * Uploads that are unused for a day are swept.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import {
  BadUserInputError,
  ConflictError,
  MediaTooLargeError,
  MediaTypeRefusedError,
  NotFoundError,
  RateLimitedError,
  StorageFullError,
} from '../domain/errors.js';
import { cleanText, isInvisible, truncateText } from '../domain/text.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { AttachmentState, FilePurpose, UploadPurpose } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import type { FactsReader } from './facts/facts-reader.js';
import { isSameType, isUploadable, toPlainType, toServedType, uploadTypes } from './file-types.js';
import { removeObjects } from './remove-objects.js';
import { settleMedia } from './settle.js';
import { sniff } from './sniff.js';
import { discard, FileTooLong, type SpooledFile, spool } from './spool.js';
import type { MediaStorage } from './storage/media-storage.js';
import { storeBytes } from './store-bytes.js';
import { storeFacts } from './store-facts.js';

/** A file that an agent wants to send. */
export interface NewUpload {
  readonly tenantId: string;
  readonly fileName: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
  readonly purpose?: UploadPurpose;
}

/** Upload use cases. */
export interface Uploads {
  /**
   * Creates the placeholder of an upload.
   * @throws BadUserInputError, MediaTooLargeError, MediaTypeRefusedError, RateLimitedError
   */
  create(upload: NewUpload): Promise<Attachment>;
  /**
   * Stores the bytes of an upload. Idempotent for the same bytes.
   * @throws NotFoundError for an upload that is gone; BadUserInputError, MediaTooLargeError, MediaTypeRefusedError when
   * the bytes differ from the announced ones; ConflictError when other bytes are stored; StorageFullError
   */
  receive(tenantId: string, attachmentId: string, body: AsyncIterable<Uint8Array>): Promise<void>;
}

const attachments = tableOf(Attachment);
const file = attachments.of('f');
const waiting = attachments.of('w');

/** Unused uploads per company; more come from a client that leaks. */
const maxWaiting = 500;
const maxNameChars = 255;

const createStatement = statement(
  'media-create-upload',
  sql`insert into ${attachments.table} as f (${attachments.list(['id', 'tenantId', 'mimeType', 'fileName', 'sizeBytes', 'isVoice', 'state', 'purpose', 'createdAt'])})
   select $1, $2, $3, $4, $5, false, ${quoted(AttachmentState.PENDING)}, $6, now()
    where (select count(*) from (select 1 from ${attachments.table} w
             where ${waiting.tenantId} = $2 and ${waiting.messageId} is null and ${waiting.cannedReplyId} is null and ${waiting.purpose} <> ${quoted(FilePurpose.EXPORT)}
               and ${waiting.createdAt} > now() - interval '1 day' limit ${maxWaiting}) n) < ${maxWaiting}
   returning ${attachments.select('f')}`,
);

const findStatement = statement(
  'media-find-upload',
  sql`select ${attachments.select('f', ['id', 'mimeType', 'sizeBytes', 'state', 'sha256', 'purpose'])} from ${attachments.table} f
    where ${file.tenantId} = $1 and ${file.id} = $2 and ${file.sourceUrl} is null and ${file.mediaId} is null`,
);

type PlaceRow = Pick<Attachment, 'id' | 'mimeType' | 'sizeBytes' | 'state' | 'sha256' | 'purpose'>;

/** Creates the upload use cases; `maxBytes` is the size limit of a file. */
export function createUploads(options: {
  readonly database: Database;
  readonly storage: MediaStorage;
  readonly maxBytes: number;
  /** Reads sizes, a small picture and the like. Never rejects. */
  readonly readFacts: FactsReader['read'];
}): Uploads {
  const { database, storage, maxBytes } = options;

  const take = async (tenantId: string, place: PlaceRow, spooled: SpooledFile): Promise<void> => {
    if (spooled.sizeBytes !== place.sizeBytes) {
      const said = `says ${place.sizeBytes} bytes, and ${spooled.sizeBytes} came; upload the whole file again`;
      throw new BadUserInputError('sizeBytes', said);
    }
    // An import reads its file itself, and says more exactly what is wrong with it.
    const seen = place.purpose === FilePurpose.IMPORT ? 'text' : await sniff(spooled.path);
    if (!isSameType(place.mimeType, seen)) {
      const shown = seen === null || seen === 'text' ? '' : ` but ${seen}`;
      throw new MediaTypeRefusedError(
        `The bytes are not ${place.mimeType}${shown}; make the upload with the type that the file has.`,
        [place.mimeType],
      );
    }
    const ids = { tenantId, attachmentId: place.id };
    const contentType = toServedType(place.mimeType, seen);
    const read = await options.readFacts({ ...spooled, contentType }, true);
    const facts = await storeFacts(storage, ids, read);
    const bytes = await storeBytes(storage, ids, spooled, contentType);
    if (await settleMedia(database, ids, { state: 'STORED', bytes, facts })) return;
    await removeObjects(storage, { ...bytes, ...facts });
    // A concurrent request for this upload was a moment faster.
    const [settled] = await database.query(findStatement, [tenantId, place.id]);
    refuseOthers(settled, spooled.sha256);
  };

  return {
    create: async ({ tenantId, sizeBytes, purpose = UploadPurpose.MESSAGE, ...given }) => {
      const fileName = toFileName(given.fileName);
      const mimeType = toPlainType(given.mimeType);
      if (mimeType === null)
        throw new BadUserInputError('mimeType', 'must be a MIME type, such as image/jpeg');
      if (!isUploadable(mimeType)) {
        throw new MediaTypeRefusedError(`Files of the type ${mimeType} are not taken.`, uploadTypes);
      }
      if (purpose === UploadPurpose.IMPORT && mimeType !== 'text/csv')
        throw new MediaTypeRefusedError('A file to import must be text/csv.', ['text/csv']);
      if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 1)
        throw new BadUserInputError('sizeBytes', 'must be the size of the file in bytes, at least 1');
      if (sizeBytes > maxBytes) throw new MediaTooLargeError(sizeBytes, maxBytes, 'this server');
      const id = uuidV7();
      const [made] = await database.query(createStatement, [
        ...[id, tenantId, mimeType, fileName, sizeBytes, purpose],
      ]);
      if (!made) throw new RateLimitedError('uploads that no message uses', 60 * 60);
      return made;
    },
    receive: async (tenantId, attachmentId, body) => {
      const [place] = await database.query(findStatement, [tenantId, attachmentId]);
      if (!place) throw new NotFoundError('upload', attachmentId);
      const announced = Math.min(place.sizeBytes ?? 0, maxBytes);
      let spooled: SpooledFile | null = null;
      try {
        spooled = await spool(storage.spoolFolder, body, announced);
        if (place.state === 'PENDING') await take(tenantId, place, spooled);
        else refuseOthers(place, spooled.sha256);
      } catch (error) {
        if (error instanceof FileTooLong)
          throw new MediaTooLargeError(announced + 1, announced, 'the upload, as it was made,');
        if (isDiskFull(error)) throw new StorageFullError({ cause: error });
        throw error;
      } finally {
        if (spooled) await discard(spooled);
      }
    },
  };
}

const isDiskFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes(String((error as NodeJS.ErrnoException).code));

function refuseOthers(place: PlaceRow | undefined, sha256: string): void {
  if (place?.sha256 !== sha256)
    throw new ConflictError('Other bytes were uploaded here before; make a new upload for this file.', {
      reason: 'EXISTS',
    });
}

/** The name that the recipient sees: without folders and without characters that file systems reject. */
function toFileName(given: string): string {
  const last = cleanText(given).split(/[\\/]/).at(-1) ?? '';
  const name = truncateText(last.replaceAll(/\p{Cc}+/gu, ' ').trim(), maxNameChars);
  if (isInvisible(name) || /^\.+$/.test(name))
    throw new BadUserInputError('fileName', 'must be the name of a file, without folders');
  return name;
}
