/** Canned replies that a user may use: shared ones, those of their teams, and their own. */
import { tableOf } from '../database/columns.js';
import { quoted, sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { BadUserInputError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { FilePurpose } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { CannedReply } from '../entities/canned-reply.entity.js';
import { User } from '../entities/user.entity.js';
import type { LoadSource } from './load-source.js';
import type { AttachmentRow } from './rows.js';
import { toPattern, toSearch } from './search.js';

/** A canned reply. */
export type CannedReplyRow = Readonly<CannedReply>;

/** Who reads them. */
export interface CannedReplyReader {
  readonly userId: string;
  /** True if the user manages shared ones, and so sees those of all teams. */
  readonly managesShared: boolean;
  /** Numbers that the credential may see; null for all. */
  readonly channelIds: readonly string[] | null;
}

const maxListed = 1_000;
const replies = tableOf(CannedReply);
const reply = replies.of('r');
const users = tableOf(User);
const user = users.of('u');

/** $2 user, $3 whether all teams are seen, $4 numbers of the credential. */
const isUsable = `(${reply.ownerId} is null or ${reply.ownerId} = $2)
      and ($3::boolean or ${reply.teamIds} is null or exists (select from ${users.table} u
        where ${user.tenantId} = $1 and ${user.id} = $2 and ${user.teamIds} && ${reply.teamIds}))
      and ($4::uuid[] is null or ${reply.channelIds} is null or ${reply.channelIds} && $4)`;

const listed = tenantStatement(
  'canned-replies',
  sql`select ${replies.select('r')} from ${replies.table} r
    where ${reply.tenantId} = $1 and ($7::boolean or ${reply.archivedAt} is null) and ${isUsable}
      and ($5::uuid is null or ${reply.channelIds} is null or $5 = any(${reply.channelIds}))
      and ($6::text is null or ${reply.shortcut} ilike $6 or ${reply.title} ilike $6 or ${reply.body} ilike $6)
    order by ${reply.shortcut}, ${reply.id} limit ${maxListed}`,
);
const byId = tenantStatement(
  'canned-reply-by-id',
  sql`select ${replies.select('r')} from ${replies.table} r
    where ${reply.tenantId} = $1 and ${isUsable} and ${reply.id} = $5`,
);

const toParameters = ({ userId, managesShared, channelIds }: CannedReplyReader) =>
  [userId, managesShared, channelIds] as const;

/** Which of them are listed. */
export interface CannedReplyChoice {
  readonly search?: string | null;
  readonly channelId?: string | null;
  readonly includeArchived: boolean;
}

/** Those that the user may use, by shortcut. @throws BadUserInputError */
export async function cannedReplies(
  reader: TenantReader,
  by: CannedReplyReader,
  { search, channelId, includeArchived }: CannedReplyChoice,
): Promise<CannedReplyRow[]> {
  if (channelId != null && !isUuid(channelId))
    throw new BadUserInputError('channelId', 'must be an id that an earlier response contained');
  const found = toSearch('search', search);
  const pattern = found === null ? null : toPattern(found);
  return reader.rows(listed, ...toParameters(by), channelId ?? null, pattern, includeArchived);
}

/** One of them, archived or not; null when there is none that the user may use. */
export async function findCannedReply(
  reader: TenantReader,
  by: CannedReplyReader,
  id: string,
): Promise<CannedReplyRow | null> {
  return isUuid(id) ? reader.row(byId, ...toParameters(by), id) : null;
}

const attachments = tableOf(Attachment);
const file = attachments.of('f');
const filesOf = tenantStatement(
  'files-of-canned-replies',
  sql`select ${attachments.select('f')} from ${attachments.table} f
    where ${file.tenantId} = $1 and ${file.cannedReplyId} = any($2::uuid[]) and ${file.purpose} = ${quoted(FilePurpose.CANNED_REPLY)}
    order by ${file.id}`,
);

/** Its files, in order; those of a whole list in one statement. */
export function loadFilesOfCannedReply(
  { reader, loaders }: LoadSource,
  id: string,
): Promise<readonly AttachmentRow[]> {
  return loaders
    .byParent<readonly AttachmentRow[]>('filesOfCannedReply', async ids => {
      const rows = await reader.rows(filesOf, ids);
      return ids.map(wanted => rows.filter(({ cannedReplyId }) => cannedReplyId === wanted));
    })
    .load(id);
}
