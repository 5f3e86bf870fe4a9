import { recordActivity } from '../database/activities/pending-activity.js';
import { tableOf } from '../database/columns.js';
import type { UnitOfWork } from '../database/database.js';
import { lockCompany } from '../database/lock-company.js';
import { as, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { BadUserInputError, ForbiddenError, NotFoundError } from '../domain/errors.js';
import { Permission, rolesWith } from '../domain/permission.js';
import { findUnknownPlaceholder } from '../domain/placeholders.js';
import { cleanText, isInvisible } from '../domain/text.js';
import { isUuid, uuidV7 } from '../domain/uuid-v7.js';
import { CannedReply } from '../entities/canned-reply.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Team } from '../entities/team.entity.js';
import { applyChanges } from './apply-changes.js';
import { setFiles } from './canned-reply-files.js';
import { refuseFullList, refuseTakenName, toArchivedAt, toEntryName, toListUpdated } from './company-list.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';

/** Input of `upsertCannedReply`: without an id one to create. An absent field is unchanged. */
export interface UpsertCannedReplyInput {
  readonly id?: string | null;
  readonly shortcut?: string | null;
  readonly title?: string | null;
  readonly body?: string | null;
  /** Replaces the files; null removes them. */
  readonly attachmentIds?: readonly string[] | null;
  /** Null for all numbers. */
  readonly channelIds?: readonly string[] | null;
  /** Null for all users; only of a shared one. */
  readonly teamIds?: readonly string[] | null;
  readonly isShared?: boolean | null;
  readonly isArchived?: boolean | null;
}

/** The acting user, with permissions: a shared one needs MANAGE_DESK. */
export interface CannedReplyActor extends DeskActor {
  readonly permissions: readonly Permission[];
}

const sharedLimits = { active: 500, all: 1_500 };
const ownLimits = { active: 200, all: 600 };
const maxBodyChars = 10_000;
const maxIds = 100;
/** Columns whose values the audit log shows; the text is hidden. */
const shown = new Set(['shortcut', 'title', 'channelIds', 'teamIds', 'ownerId', 'archivedAt']);

const replies = tableOf(CannedReply);
const reply = replies.of('r');
const seenBy = statement(
  'canned-replies-seen-by',
  sql`select ${replies.select('r', ['id', 'ownerId', 'archivedAt'])}, ${as('name', reply.shortcut)} from ${replies.table} r
    where ${reply.tenantId} = $1 and (${reply.ownerId} is null or ${reply.ownerId} = $2)`,
);

/**
 * Creates or changes a canned reply. @returns its id
 * @throws BadUserInputError, NotFoundError, ForbiddenError for a shared one without MANAGE_DESK, ConflictError for a
 * shortcut in use, LimitReachedError, MediaNotReadyError
 */
export async function upsertCannedReply(
  database: DeskDatabase,
  { tenantId, userId, permissions }: CannedReplyActor,
  input: UpsertCannedReplyInput,
): Promise<string> {
  const shortcut = toShortcut(input.shortcut);
  const title = toEntryName('title', input.title);
  const body = toBody(input.body);
  return database.change(tenantId, async unit => {
    await lockCompany(unit, tenantId);
    const known = await findOwn(unit, userId, input.id);
    const isShared = input.isShared ?? (known !== null && known.ownerId === null);
    if ((isShared || known?.ownerId === null) && !permissions.includes(Permission.MANAGE_DESK))
      throw new ForbiddenError(
        'change canned replies of the company',
        Permission.MANAGE_DESK,
        rolesWith(Permission.MANAGE_DESK),
      );
    const others = (await unit.query(seenBy, [tenantId, userId])).filter(({ id }) => id !== known?.id);
    const named = shortcut ?? known?.shortcut;
    if (named !== undefined) {
      const rivals = isShared ? others.filter(({ ownerId }) => ownerId === null) : others;
      refuseTakenName(rivals, 'canned reply', named);
    }
    const archivedAt = toArchivedAt(known?.archivedAt ?? null, input.isArchived);
    const ownerId = isShared ? null : userId;
    const isAdded =
      known === null || known.ownerId !== ownerId || (known.archivedAt !== null && archivedAt === null);
    if (isAdded) {
      const list = others.filter(other => other.ownerId === ownerId);
      refuseFullList(list, 'canned replies', isShared ? sharedLimits : ownLimits);
    }
    const channelIds = await readIds(unit, Channel, 'channelIds', 'channel', input.channelIds);
    const teamIds = await readIds(unit, Team, 'teamIds', 'team', input.teamIds);
    const teams = teamIds === undefined ? known?.teamIds : teamIds;
    if (!isShared && teams != null)
      throw new BadUserInputError('teamIds', 'are for shared ones; set null, or "isShared"');
    const before = known && { ...known };
    const row = known ?? create(unit, tenantId, { ownerId, shortcut, title, body });
    const changed = applyChanges(row, { ownerId, shortcut, title, body, channelIds, teamIds, archivedAt });
    await unit.em.flush();
    const hasOtherFiles = await setFiles(unit, tenantId, row.id, input.attachmentIds);
    if (known !== null && changed.length === 0 && !hasOtherFiles) return row.id;
    recordActivity({
      targetId: row.id,
      changes: [
        ...(known ? changed : [...shown]).map(field =>
          shown.has(field)
            ? { field, before: before?.[field as 'title'] ?? null, after: row[field as 'title'] ?? null }
            : { field, isHidden: true },
        ),
        ...(hasOtherFiles ? [{ field: 'attachments', isHidden: true }] : []),
      ],
    });
    unit.emit(toListUpdated(tenantId, 'cannedReplies'));
    return row.id;
  });
}

/** The one to change; one of another user does not exist for this one. @throws NotFoundError */
async function findOwn(
  { em }: UnitOfWork,
  userId: string,
  id: string | null | undefined,
): Promise<CannedReply | null> {
  if (id == null) return null;
  const found = isUuid(id) ? ((await em.findOne(CannedReply, { id })) as CannedReply | null) : null;
  if (!found || (found.ownerId !== null && found.ownerId !== userId))
    throw new NotFoundError('canned reply', id);
  return found;
}

function create(
  { em }: UnitOfWork,
  tenantId: string,
  { ownerId, shortcut, title, body }: Partial<Pick<CannedReply, 'ownerId' | 'shortcut' | 'title' | 'body'>>,
): CannedReply {
  for (const [field, value] of Object.entries({ shortcut, title, body }))
    if (value === undefined) throw new BadUserInputError(field, 'is required for a new canned reply');
  return em.create(CannedReply, {
    ...{ id: uuidV7(), tenantId, ownerId: ownerId ?? null },
    ...{ shortcut: shortcut ?? '', title: title ?? '', body: body ?? '' },
    ...{ channelIds: null, teamIds: null, usedCount: 0, archivedAt: null },
  });
}

/** The ids of rows of the company; null for no restriction, undefined when absent. @throws NotFoundError */
async function readIds(
  { em }: UnitOfWork,
  entity: typeof Channel | typeof Team,
  field: string,
  what: string,
  given: readonly string[] | null | undefined,
): Promise<string[] | null | undefined> {
  if (given == null) return given;
  const ids = [...new Set(given.map(id => id.toLowerCase()))].sort();
  if (ids.length > maxIds) throw new BadUserInputError(field, `takes at most ${maxIds} ids`);
  for (const id of ids) if (!isUuid(id)) throw new NotFoundError(what, id);
  const rows: { id: string }[] =
    ids.length === 0 ? [] : await em.find(entity as typeof Team, { id: { $in: ids } });
  const missing = ids.find(id => rows.every(row => row.id !== id));
  if (missing !== undefined) throw new NotFoundError(what, missing);
  return ids;
}

function toShortcut(text: string | null | undefined): string | undefined {
  if (text === undefined) return undefined;
  const shortcut = cleanText(text ?? '')
    .normalize('NFC')
    .trim()
    .replace(/^\//, '')
    .toLowerCase();
  if (!/^[\p{L}\p{M}\p{N}_.-]{1,50}$/u.test(shortcut))
    throw new BadUserInputError('shortcut', 'must have 1 to 50 letters, digits, "_", "." and "-"');
  return shortcut;
}

function toBody(text: string | null | undefined): string | undefined {
  if (text === undefined) return undefined;
  const body = cleanText(text ?? '').trim();
  if (isInvisible(body) || body.length > maxBodyChars)
    throw new BadUserInputError('body', `must have 1 to ${maxBodyChars} characters`);
  const unknown = findUnknownPlaceholder(body);
  if (unknown !== undefined)
    throw new BadUserInputError('body', `has the unknown placeholder {{${unknown}}}`);
  return body;
}
