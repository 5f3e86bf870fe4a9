import type { Database } from '../database/database.js';
import { BadUserInputError, NotFoundError } from '../domain/errors.js';
import { EventType, Role } from '../domain/vocabulary.js';
import { User } from '../entities/user.entity.js';
import { type Administrator, lockCompany, requireAuthority } from './authority.js';
import { endSessionsOfUser } from './end-sessions.js';
import { parseEmail, parseLine, parseLocale, parseRole } from './input-rules.js';
import { refuseDuplicates } from './refuse-duplicates.js';
import { releaseConversations } from './release-conversations.js';
import { readTeams } from './teams-of-user.js';
import { dropLink } from './user-rows.js';

/** A change of a user; absent fields stay unchanged, null is allowed for `locale` and `teamIds` only, which it clears. */
export interface UserChange {
  readonly id: string;
  readonly email?: string | null;
  readonly name?: string | null;
  readonly role?: Role | null;
  readonly locale?: string | null;
  readonly isActive?: boolean | null;
  /** Replaces the list; null empties it. */
  readonly teamIds?: readonly string[] | null;
}

/**
 * Changes a user. Deactivation ends their sessions and links, and their unresolved conversations lose the assignee.
 * @returns true if access may have changed: the caller notifies this process (`Sessions.noteChanged`)
 * @throws BadUserInputError, NotFoundError, ForbiddenError; ConflictError for the last OWNER, an e-mail in use and an
 * archived team
 */
export function updateUser(
  database: Database,
  administrator: Administrator,
  input: UserChange,
): Promise<boolean> {
  const wanted = parseChange(input);
  const { tenantId } = administrator;
  return refuseDuplicates({ users_email_key: 'Another user of this server has this e-mail.' }, () =>
    database.change(tenantId, async unit => {
      const company = await lockCompany(unit, administrator, [input.id]);
      const target = company.person(input.id);
      const isActive = target.disabledAt === null;
      // All users with this permission may change their own name and language.
      const isOwnProfile =
        target.id === administrator.userId &&
        wanted.role === undefined &&
        wanted.isActive === undefined &&
        input.teamIds === undefined &&
        wanted.email === undefined;
      if (!isOwnProfile)
        requireAuthority(company.role, 'change this user', [target.role, wanted.role ?? target.role]);
      const staysOwner = (wanted.role ?? target.role) === Role.OWNER && (wanted.isActive ?? isActive);
      if (target.role === Role.OWNER && isActive && !staysOwner) company.keepOwner(target.id);

      const user = await unit.em.findOne(User, { id: target.id });
      if (!user) throw new NotFoundError('user', input.id);
      const changed: string[] = [];
      for (const name of ['email', 'name', 'role', 'locale'] as const) {
        const value = wanted[name];
        if (value === undefined || user[name] === value) continue;
        Object.assign(user, { [name]: value });
        changed.push(name);
      }
      const teamIds = await readTeams(unit.em, input.teamIds, user.teamIds);
      if (teamIds && teamIds.join() !== [...user.teamIds].sort().join()) {
        user.teamIds = teamIds;
        changed.push('teams');
      }
      if (wanted.isActive !== undefined && wanted.isActive !== isActive) {
        user.disabledAt = wanted.isActive ? null : new Date();
        changed.push('isActive');
      }
      if (changed.length === 0) return false;
      await unit.em.flush();
      unit.emit({ kind: EventType.USER_UPDATED, subjectId: user.id, changed });
      if (changed.includes('isActive') && !wanted.isActive) {
        await unit.query(dropLink, [user.id]);
        await endSessionsOfUser(unit, tenantId, user.id);
        for (const event of await releaseConversations(unit, tenantId, user.id)) unit.emit(event);
      }
      return changed.includes('isActive') || changed.includes('role');
    }),
  );
}

function parseChange({ email, name, role, locale, isActive }: UserChange) {
  for (const [field, value] of Object.entries({ email, name, role, isActive })) {
    if (value === null) throw new BadUserInputError(field, 'cannot be cleared');
  }
  return {
    email: email == null ? undefined : parseEmail('email', email),
    name: name == null ? undefined : parseLine('name', name),
    role: role == null ? undefined : parseRole('role', role),
    locale: locale == null ? locale : parseLocale('locale', locale),
    isActive: isActive ?? undefined,
  };
}
