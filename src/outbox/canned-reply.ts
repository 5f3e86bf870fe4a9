/** The canned reply that a reply is made from: its files are sent as copies, and its use is counted. */
import { tableOf } from '../database/columns.js';
import type { Database, Transaction } from '../database/database.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { BadUserInputError, NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { Attachment } from '../entities/attachment.entity.js';
import { CannedReply } from '../entities/canned-reply.entity.js';
import { User } from '../entities/user.entity.js';
import { type ReplyFile, toFileIds } from './reply-files.js';
import type { ReplyInput } from './reply-input.js';

const replies = tableOf(CannedReply);
const reply = replies.of('r');
const attachments = tableOf(Attachment);
const file = attachments.of('f');
const users = tableOf(User);
const user = users.of('u');

const find = statement(
  'canned-reply-of-message',
  sql`select ${replies.select('r', ['id', 'channelIds'])} from ${replies.table} r
    where ${reply.tenantId} = $1 and ${reply.id} = $2 and (${reply.ownerId} is null or ${reply.ownerId} = $3)
      and ($4::boolean or ${reply.teamIds} is null or exists (select from ${users.table} u
        where ${user.tenantId} = $1 and ${user.id} = $3 and ${user.teamIds} && ${reply.teamIds}))`,
);
const findFiles = statement(
  'files-of-canned-reply',
  sql`select ${attachments.select('f', ['id', 'mimeType', 'sizeBytes', 'state', 'messageId'])} from ${attachments.table} f
    where ${file.tenantId} = $1 and ${file.cannedReplyId} = $2 order by ${file.id}`,
);
const count = statement(
  'count-canned-reply',
  `update ${replies.table} r set ${replies.column.usedCount} = ${reply.usedCount} + 1
    where ${reply.tenantId} = $1 and ${reply.id} = $2`,
);

/** A canned reply with its files. */
export interface UsedCannedReply {
  readonly id: string;
  readonly files: readonly ReplyFile[];
}

/** Who sends it, and from which number. */
export interface CannedReplyUse {
  readonly tenantId: string;
  readonly userId: string;
  /** True if the user manages shared ones, and so may use those of all teams. */
  readonly managesShared: boolean;
  readonly channelId: string;
}

/**
 * The canned reply that a user sends on a number; archived ones too, as it was chosen before. Null without an id.
 * @throws NotFoundError, also for one of another user or of other teams; BadUserInputError for one of other numbers
 */
export async function readCannedReply(
  database: Database,
  { tenantId, userId, managesShared, channelId }: CannedReplyUse,
  id: string | null | undefined,
): Promise<UsedCannedReply | null> {
  if (id == null) return null;
  const [found] = isUuid(id) ? await database.query(find, [tenantId, id, userId, managesShared]) : [];
  if (!found) throw new NotFoundError('canned reply', id);
  if (found.channelIds !== null && !found.channelIds.includes(channelId))
    throw new BadUserInputError('cannedReplyId', 'is for other numbers than that of the conversation');
  return { id: found.id, files: await database.query(findFiles, [tenantId, found.id]) };
}

/** Counts a use, in the transaction of the message. */
export async function countUse({ query }: Transaction, tenantId: string, id: string): Promise<void> {
  await query(count, [tenantId, id]);
}

/** Copies stored files. @returns the ids of the copies */
export type CopyCannedFiles = (tenantId: string, ids: readonly string[]) => Promise<readonly string[]>;

/** Copies its files; none without one, and in a process without a storage. @throws MediaNotReadyError */
export async function copyCannedFiles(
  copyFiles: CopyCannedFiles | undefined,
  tenantId: string,
  canned: UsedCannedReply | null,
): Promise<readonly string[]> {
  if (canned === null || canned.files.length === 0) return [];
  const ids = canned.files.map(({ id }) => id);
  return (await copyFiles?.(tenantId, ids)) ?? [];
}

/** Files to compare with those of an earlier call: the copies of a canned reply's files have ids of their own. */
export function toComparedFiles(
  { attachmentIds, cannedReplyId }: ReplyInput,
  kept: readonly string[],
): readonly string[] {
  const given = toFileIds(attachmentIds);
  return cannedReplyId != null && given.every(id => kept.includes(id)) ? kept : given;
}
