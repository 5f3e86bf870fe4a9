import type { Database } from '../database/database.js';
import { EventType, type Role } from '../domain/vocabulary.js';
import { type Administrator, lockCompany, requireAuthority } from './authority.js';
import { parseRole } from './input-rules.js';
import { addPasswordLink } from './password-links.js';
import { refuseDuplicates } from './refuse-duplicates.js';
import { readTeams } from './teams-of-user.js';
import { addUser } from './tenants.js';

/** A user to invite. */
export interface Invitation {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly teamIds?: readonly string[] | null;
}

/**
 * Creates a user without a password, with a one-time link to set one.
 * @throws BadUserInputError, ForbiddenError, ConflictError when another user of this server has the e-mail
 */
export function inviteUser(
  database: Database,
  administrator: Administrator,
  input: Invitation,
): Promise<{ readonly id: string; readonly token: string }> {
  const { tenantId } = administrator;
  const role = parseRole('role', input.role);
  return refuseDuplicates({ users_email_key: 'Another user of this server has this e-mail.' }, () =>
    database.change(tenantId, async unit => {
      const company = await lockCompany(unit, administrator, []);
      requireAuthority(company.role, `create users of the role ${role}`, [role]);
      const teamIds = await readTeams(unit.em, input.teamIds);
      const user = addUser(unit, tenantId, { ...input, teamIds, role, passwordHash: null });
      await unit.em.flush();
      const token = await addPasswordLink(unit, tenantId, user);
      unit.emit({ kind: EventType.USER_UPDATED, subjectId: user.id });
      return { id: user.id, token };
    }),
  );
}
