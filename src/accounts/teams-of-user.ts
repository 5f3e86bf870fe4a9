/** Teams that an administrator gives to a user. */
import type { EntityManager } from '@mikro-orm/postgresql';
import { BadUserInputError, ConflictError, NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { Team } from '../entities/team.entity.js';

const maxTeams = 100;

/**
 * The ids of the teams, each once, in a fixed order; undefined when absent.
 * @param before the teams that the user has: an archived one among them may stay
 * @throws BadUserInputError for too many, NotFoundError, ConflictError for an archived one
 */
export async function readTeams(
  em: EntityManager,
  given: readonly string[] | null | undefined,
  before: readonly string[] = [],
): Promise<string[] | undefined> {
  if (given === undefined) return undefined;
  const ids = [...new Set((given ?? []).map(id => id.toLowerCase()))].sort();
  if (ids.length > maxTeams) throw new BadUserInputError('teamIds', `takes at most ${maxTeams} teams`);
  for (const id of ids) if (!isUuid(id)) throw new NotFoundError('team', id);
  const rows: Team[] = ids.length === 0 ? [] : await em.find(Team, { id: { $in: ids } });
  for (const id of ids) {
    const team = rows.find(row => row.id === id);
    if (!team) throw new NotFoundError('team', id);
    if (team.archivedAt !== null && !before.includes(id))
      throw new ConflictError(`The team "${team.name}" is archived; choose another one.`, {
        reason: 'ARCHIVED',
      });
  }
  return ids;
}
