/** Files of a reply, checked against the limits of its number before anything is written. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import {
  BadUserInputError,
  ChannelCannotError,
  MediaNotReadyError,
  MediaTooLargeError,
  MediaTypeRefusedError,
  NotFoundError,
  TextTooLongError,
} from '../domain/errors.js';
import { toFileKind } from '../domain/file-kind.js';
import type { MediaLimits, MediaRule } from '../domain/media-limits.js';
import { isUuid } from '../domain/uuid-v7.js';
import { AttachmentState, FilePurpose } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import type { Provider } from '../providers/contract/provider.js';

/** A file that a reply names. */
export type ReplyFile = Pick<Attachment, 'id' | 'mimeType' | 'sizeBytes' | 'state' | 'messageId'>;

const attachments = tableOf(Attachment);
const file = attachments.of('f');

const filesStatement = statement(
  'reply-files',
  sql`select ${attachments.select('f', ['id', 'mimeType', 'sizeBytes', 'state', 'messageId'])} from ${attachments.table} f
    where ${file.tenantId} = $1 and ${file.id} = any($2::uuid[]) and ${file.purpose} = ${quoted(FilePurpose.MESSAGE)} order by ${file.id}`,
);

/** The given ids without duplicates, in the order in which files are kept. */
export function toFileIds(given: readonly string[] | null | undefined): readonly string[] {
  return [...new Set((given ?? []).map(id => id.toLowerCase()))].sort();
}

/** Reads files of the company. @throws NotFoundError when one is missing */
export async function readReplyFiles(
  database: Database,
  tenantId: string,
  ids: readonly string[],
): Promise<readonly ReplyFile[]> {
  if (ids.length === 0) return [];
  const strange = ids.find(id => !isUuid(id));
  if (strange !== undefined) throw new NotFoundError('file', strange);
  const files = await database.query(filesStatement, [tenantId, ids]);
  const missing = ids.find(id => files.every(found => found.id !== id));
  if (missing !== undefined) throw new NotFoundError('file', missing);
  return files;
}

/**
 * Checks files and their caption.
 * @throws ChannelCannotError, MediaNotReadyError, MediaTypeRefusedError, MediaTooLargeError, BadUserInputError,
 * TextTooLongError
 */
export function checkReplyFiles(
  files: readonly ReplyFile[],
  text: string,
  { channelId, channelExternalId }: { readonly channelId: string; readonly channelExternalId: string },
  provider: Provider,
): void {
  const limits = provider.capabilities.media ? provider.mediaLimits(channelExternalId) : null;
  if (limits === null) throw new ChannelCannotError(channelId, 'media', 'carry files', 'write a text');
  if (files.length > limits.filesPerMessage) {
    const what = `carry ${files.length} files in one message`;
    throw new ChannelCannotError(channelId, 'media', what, 'send each file as a message of its own');
  }
  for (const each of files) {
    checkReady(each);
    checkCaption(text, checkRule(each, limits));
  }
}

function checkReady({ id, state, messageId }: ReplyFile): void {
  if (messageId !== null)
    throw new MediaNotReadyError(id, 'belongs to another message; upload it again for this one');
  if (state !== AttachmentState.STORED)
    throw new MediaNotReadyError(id, 'has no bytes yet; PUT them to the uploadUrl of its upload first');
}

function checkRule({ mimeType, sizeBytes }: ReplyFile, { rules }: MediaLimits): MediaRule {
  const kind = toFileKind(mimeType);
  const rule = rules.find(candidate => candidate.kind === kind);
  if (rule === undefined || rule.mimeTypes?.includes(mimeType) === false) {
    const allowed = rules.flatMap(({ mimeTypes }) => mimeTypes ?? []);
    throw new MediaTypeRefusedError(
      `This number does not carry files of the type ${mimeType}; Channel.mediaLimits has those that it carries.`,
      rule?.mimeTypes ?? allowed,
    );
  }
  if ((sizeBytes ?? 0) > rule.maxBytes)
    throw new MediaTooLargeError(sizeBytes ?? 0, rule.maxBytes, 'this number');
  return rule;
}

function checkCaption(text: string, { kind, maxCaptionLength }: MediaRule): void {
  if (text.trim() === '') return;
  if (maxCaptionLength === 0) {
    const said = `cannot stand under a file of the kind ${kind} on this number; send it as a message of its own`;
    throw new BadUserInputError('text', said);
  }
  const length = [...text].length;
  if (length > maxCaptionLength) throw new TextTooLongError(length, maxCaptionLength);
}
