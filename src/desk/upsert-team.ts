import { LockMode } from '@mikro-orm/core';
import { recordActivity } from '../database/activities/pending-activity.js';
import { tableOf } from '../database/columns.js';
import type { UnitOfWork } from '../database/database.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { BadUserInputError, NotFoundError } from '../domain/errors.js';
import { isUuid, uuidV7 } from '../domain/uuid-v7.js';
import { EventType } from '../domain/vocabulary.js';
import { Team } from '../entities/team.entity.js';
import { User } from '../entities/user.entity.js';
import { applyChanges } from './apply-changes.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { type CompanyList, type UpsertEntryInput, upsertEntry } from './upsert-entry.js';

/** Input of `upsertTeam`; null empties the members. */
export interface UpsertTeamInput extends UpsertEntryInput {
  /** Replaces the list. */
  readonly memberIds?: readonly string[] | null;
}

const list: CompanyList<Team> = {
  ...{ entity: Team, what: 'team', name: 'teams', limits: { active: 100, all: 300 } },
};
const maxMembers = 500;

/**
 * Creates or changes a team and its members. An archived team stays where it is set, and nothing can be assigned to it.
 * @returns its id
 * @throws BadUserInputError, NotFoundError, ConflictError for a name in use, LimitReachedError
 */
export async function upsertTeam(
  database: DeskDatabase,
  { tenantId }: DeskActor,
  input: UpsertTeamInput,
): Promise<string> {
  const memberIds = toMemberIds(input.memberIds);
  return upsertEntry(database, tenantId, list, input, async ({ unit, known, columns }) => {
    const before = known && { name: known.name, archivedAt: known.archivedAt };
    const { name = '', archivedAt = null } = columns;
    const team = known ?? unit.em.create(Team, { id: uuidV7(), tenantId, name, archivedAt });
    const changed = known ? applyChanges(known, columns) : (['name'] as const);
    const members = memberIds === undefined ? null : await setMembers(unit, tenantId, team.id, memberIds);
    const hasChanged = changed.length > 0 || members !== null;
    if (hasChanged)
      recordActivity({
        targetId: team.id,
        changes: [
          ...changed.map(field => ({
            field,
            before: before?.[field as 'name'] ?? null,
            after: team[field as 'name'],
          })),
          ...(members ? [{ field: 'memberIds', ...members }] : []),
        ],
      });
    return { id: team.id, hasChanged };
  });
}

const users = tableOf(User);
const user = users.of('u');
const membersAndWanted = statement(
  'team-members-and-wanted',
  sql`select ${users.select('u', ['id'])} from ${users.table} u
    where ${user.tenantId} = $1 and (${user.id} = any($3::uuid[]) or ${user.teamIds} @> array[$2::uuid])
    order by ${user.id} for no key update`,
);

/** Writes the members. @returns their ids before and after; null when nothing differs. @throws NotFoundError */
async function setMembers(
  { em, query, emit }: UnitOfWork,
  tenantId: string,
  teamId: string,
  wanted: readonly string[],
): Promise<{ readonly before: readonly string[]; readonly after: readonly string[] } | null> {
  const locked = await query(membersAndWanted, [tenantId, teamId, wanted]);
  const rows: User[] = await em.find(
    User,
    { id: { $in: locked.map(({ id }) => id) } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const isMember = ({ teamIds }: User) => teamIds.includes(teamId);
  for (const id of wanted) {
    const found = rows.find(row => row.id === id);
    // A deactivated member may stay; it is not shown.
    if (!found || (found.disabledAt !== null && !isMember(found))) throw new NotFoundError('user', id);
  }
  const before = rows.filter(isMember).map(({ id }) => id);
  const changed = rows.filter(row => isMember(row) !== wanted.includes(row.id));
  if (changed.length === 0) return null;
  for (const row of changed) {
    row.teamIds = isMember(row) ? row.teamIds.filter(id => id !== teamId) : [...row.teamIds, teamId];
    emit({ kind: EventType.USER_UPDATED, subjectId: row.id, changed: ['teams'] });
  }
  return { before, after: rows.filter(isMember).map(({ id }) => id) };
}

function toMemberIds(given: readonly string[] | null | undefined): readonly string[] | undefined {
  if (given === undefined) return undefined;
  const ids = [...new Set((given ?? []).map(id => id.toLowerCase()))];
  if (ids.length > maxMembers) throw new BadUserInputError('memberIds', `takes at most ${maxMembers} users`);
  for (const id of ids) if (!isUuid(id)) throw new NotFoundError('user', id);
  return ids;
}
