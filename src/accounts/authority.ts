/** Who may administer whom. */
import type { Transaction } from '../database/database.js';
import { ConflictError, ForbiddenError, NotFoundError, UnauthenticatedError } from '../domain/errors.js';
import { Permission, permissionsOf, rolesWith } from '../domain/permission.js';
import { isUuid } from '../domain/uuid-v7.js';
import { Role, UserKind } from '../domain/vocabulary.js';
import { type LockedUser, lockUsersAndOwners } from './user-rows.js';

/** Who administers: a user of the company, or its operator on the command line (null), who may do everything. */
export interface Administrator {
  readonly tenantId: string;
  readonly userId: string | null;
}

const { MANAGE_USERS } = Permission;
/** Roles that only an OWNER gives and takes away. */
const ownersChoice: ReadonlySet<Role> = new Set([Role.OWNER, Role.HEAD_OF_SALES]);

/** The locked users of a change. */
export interface LockedCompany {
  /** Role of the administrator as it is now; null for the operator. */
  readonly role: Role | null;
  /** @throws NotFoundError for a user of another company, and for programs */
  person(id: string): LockedUser;
  /** @throws ConflictError when no OWNER who can sign in would be left without this user */
  keepOwner(withoutId: string): void;
}

/**
 * Locks the administrator, the company's owners and the given users until the transaction ends.
 * @throws UnauthenticatedError when the administrator was deactivated meanwhile
 */
export async function lockCompany(
  { query }: Pick<Transaction, 'query'>,
  { tenantId, userId }: Administrator,
  ids: readonly string[],
): Promise<LockedCompany> {
  const wanted = [...ids, ...(userId === null ? [] : [userId])].filter(isUuid);
  const rows = await query(lockUsersAndOwners, [tenantId, wanted]);
  const self = rows.find(row => row.id === userId);
  if (userId !== null && (!self || self.disabledAt !== null)) throw new UnauthenticatedError();
  return {
    role: self?.role ?? null,
    person: id => {
      const found = rows.find(row => row.id === id.toLowerCase() && row.kind === UserKind.PERSON);
      if (!found) throw new NotFoundError('user', id);
      return found;
    },
    keepOwner: withoutId => {
      const hasOther = rows.some(
        ({ id, role, disabledAt, hasPassword }) =>
          id !== withoutId && role === Role.OWNER && disabledAt === null && hasPassword,
      );
      if (!hasOther) {
        throw new ConflictError(
          'This is the last active OWNER of the company who can sign in; make another one first.',
          { reason: 'LAST_OWNER' },
        );
      }
    },
  };
}

/**
 * Refuses to administer users of these roles: only an OWNER makes, changes or takes away an OWNER or HEAD_OF_SALES.
 * @param role the administrator's; null for the operator. @throws ForbiddenError
 */
export function requireAuthority(role: Role | null, action: string, targets: readonly Role[]): void {
  if (role === null || role === Role.OWNER) return;
  if (!permissionsOf(role).includes(MANAGE_USERS))
    throw new ForbiddenError(action, MANAGE_USERS, rolesWith(MANAGE_USERS));
  if (targets.some(target => ownersChoice.has(target)))
    throw new ForbiddenError(action, MANAGE_USERS, [Role.OWNER]);
}
