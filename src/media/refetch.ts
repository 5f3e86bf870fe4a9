/** Use case for files: fetch an unavailable file again on a user's request. */
import { recordActivity } from '../database/activities/pending-activity.js';
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, orNull, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { ConflictError, NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { AttachmentState } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { Message } from '../entities/message.entity.js';
import { addFetchJob } from './fetch-queue.js';
import { toAttachmentsEvent } from './settle.js';

const attachments = tableOf(Attachment);
const file = attachments.of('f');
const column = attachments.column;
const message = tableOf(Message).of('m');

/** The row stays locked, so that a job that settles the file at the same time is serialised. */
const lockStatement = statement(
  'media-lock-file',
  sql`select ${attachments.select('f')}, ${as('channelId', orNull(message.channelId))}, ${as('conversationId', orNull(message.conversationId))},
          ${as('deletedAt', orNull(message.deletedAt))}
     from ${attachments.table} f left join ${tableOf(Message).table} m on ${message.id} = ${file.messageId}
    where ${file.tenantId} = $1 and ${file.id} = $2 for no key update of f`,
);

const restartStatement = statement(
  'media-refetch',
  sql`update ${attachments.table} f set ${column.state} = ${quoted(AttachmentState.PENDING)}, ${column.stateReason} = null
    where ${file.tenantId} = $1 and ${file.id} = $2 returning ${attachments.select('f')}`,
);

const enqueueStatement = statement(
  'media-enqueue-refetch',
  `select ${addFetchJob('$1::uuid', '$2::uuid', '1', 'now()', '$3::text')}`,
);

/**
 * Fetches a file of a message again: an UNAVAILABLE one becomes PENDING, and one that waits for its next attempt gets
 * it now. Resolves when that is committed, before the bytes are stored.
 *
 * @param readsDeleted true if the caller may read deleted messages; a file of one is not found otherwise
 * @throws NotFoundError; ConflictError for a file that is stored, that was uploaded here, or for which the provider
 * gave no reference
 */
export async function refetchAttachment(
  database: Database,
  tenantId: string,
  attachmentId: string,
  readsDeleted: boolean,
): Promise<Attachment> {
  if (!isUuid(attachmentId)) throw new NotFoundError('file', attachmentId);
  return database.publish(tenantId, async transaction => {
    const [row] = await transaction.query(lockStatement, [tenantId, attachmentId]);
    if (!row || (row.deletedAt !== null && !readsDeleted)) throw new NotFoundError('file', attachmentId);
    const { messageId, channelId, conversationId } = row;
    refuseUnfetchable(row);
    await transaction.query(enqueueStatement, [tenantId, attachmentId, new Date().toISOString()]);
    const [restarted = row] = await transaction.query(restartStatement, [tenantId, attachmentId]);
    recordActivity({ targetId: attachmentId, conversationId });
    if (row.state === AttachmentState.UNAVAILABLE && messageId !== null) {
      transaction.emit(toAttachmentsEvent({ messageId, channelId, conversationId }));
    }
    return restarted;
  });
}

function refuseUnfetchable({ state, messageId, sourceUrl, mediaId }: Attachment): void {
  const refuse = (reason: string): never => {
    throw new ConflictError(`${reason}.`, { reason: 'WRONG_STATE', state });
  };
  if (state === AttachmentState.STORED) refuse('The file is here already');
  if (messageId === null) refuse('The file was made for an upload; PUT its bytes to the uploadUrl');
  if (sourceUrl === null && mediaId === null)
    refuse('The provider gave neither a link nor an id to fetch the file by');
}
