/** Files of a canned reply: uploads for that purpose, which stay as long as it names them. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { BadUserInputError, MediaNotReadyError, NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { AttachmentState, FilePurpose } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';

const maxFiles = 10;

const attachments = tableOf(Attachment);
const file = attachments.of('f');

const lockFiles = statement(
  'lock-files-of-canned-reply',
  sql`select ${attachments.select('f', ['id', 'state', 'cannedReplyId'])} from ${attachments.table} f
    where ${file.tenantId} = $1 and ${file.purpose} = ${quoted(FilePurpose.CANNED_REPLY)}
      and (${file.id} = any($3::uuid[]) or ${file.cannedReplyId} = $2)
    order by ${file.id} for update`,
);

/** A file that is no longer named is swept like an unused upload. */
const writeFiles = statement(
  'write-files-of-canned-reply',
  `update ${attachments.table} f set ${attachments.column.cannedReplyId} = case when ${file.id} = any($3::uuid[]) then $2::uuid end
    where ${file.tenantId} = $1 and (${file.id} = any($3::uuid[]) or ${file.cannedReplyId} = $2)`,
);

/**
 * Replaces the files; an absent list leaves them. @returns true if they differ now
 * @throws BadUserInputError, NotFoundError, MediaNotReadyError
 */
export async function setFiles(
  { query }: Pick<Transaction, 'query'>,
  tenantId: string,
  replyId: string,
  given: readonly string[] | null | undefined,
): Promise<boolean> {
  if (given === undefined) return false;
  const ids = [...new Set((given ?? []).map(id => id.toLowerCase()))];
  if (ids.length > maxFiles) throw new BadUserInputError('attachmentIds', `takes at most ${maxFiles} files`);
  for (const id of ids) if (!isUuid(id)) throw new NotFoundError('file', id);
  const rows = await query(lockFiles, [tenantId, replyId, ids]);
  for (const id of ids) {
    const found = rows.find(row => row.id === id);
    if (!found) throw new NotFoundError('file', id);
    if (found.cannedReplyId !== null && found.cannedReplyId !== replyId)
      throw new MediaNotReadyError(id, 'belongs to another canned reply; upload it again for this one');
    if (found.state !== AttachmentState.STORED)
      throw new MediaNotReadyError(id, 'has no bytes yet; PUT them to the uploadUrl of its upload first');
  }
  const isSame = rows.every(row => (row.cannedReplyId === replyId) === ids.includes(row.id));
  if (!isSame) await query(writeFiles, [tenantId, replyId, ids]);
  return !isSame;
}
