/** Permissions: what an operation needs, what a role consists of, what a client shows. */
import { createHash } from 'node:crypto';
import { Role } from './vocabulary.js';

/** Permission that an operation needs; each operation needs exactly one. */
export enum Permission {
  READ = 'READ',
  SEND = 'SEND',
  WORK = 'WORK',
  READ_LEDGER = 'READ_LEDGER',
  READ_REPORTS = 'READ_REPORTS',
  MANAGE_CHANNELS = 'MANAGE_CHANNELS',
  MANAGE_DESK = 'MANAGE_DESK',
  MANAGE_USERS = 'MANAGE_USERS',
  MANAGE_INTEGRATIONS = 'MANAGE_INTEGRATIONS',
  IMPORT_EXPORT = 'IMPORT_EXPORT',
  ERASE = 'ERASE',
  READ_AUDIT = 'READ_AUDIT',
}

const { OWNER, HEAD_OF_SALES, MANAGER, INTEGRATION, READ_ONLY } = Role;
const administrators = [OWNER, HEAD_OF_SALES];

/** Roles with each permission: the one table of roles. */
const rolesByPermission: Readonly<Record<Permission, readonly Role[]>> = {
  READ: [...administrators, MANAGER, INTEGRATION, READ_ONLY],
  SEND: [...administrators, MANAGER, INTEGRATION],
  WORK: [...administrators, MANAGER],
  READ_LEDGER: [...administrators, INTEGRATION],
  READ_REPORTS: [...administrators, READ_ONLY],
  MANAGE_CHANNELS: administrators,
  MANAGE_DESK: administrators,
  MANAGE_USERS: administrators,
  MANAGE_INTEGRATIONS: administrators,
  IMPORT_EXPORT: administrators,
  ERASE: [OWNER],
  READ_AUDIT: [OWNER],
};

/** Roles that have the permission. */
export function rolesWith(permission: Permission): readonly Role[] {
  return rolesByPermission[permission];
}

const permissionsByRole = new Map(
  Object.values(Role).map(role => [
    role,
    Object.values(Permission)
      .filter(permission => rolesByPermission[permission].includes(role))
      .sort(),
  ]),
);

/** Permissions of the role, sorted; always the same array for a role. */
export function permissionsOf(role: Role): readonly Permission[] {
  return permissionsByRole.get(role) ?? [];
}

const keys = new WeakMap<readonly Permission[], string>();

/**
 * Hash of a set of permissions, for keys of what may be shared by viewers with equal permissions. Equal sets have equal
 * keys in any order.
 */
export function permissionsKey(permissions: readonly Permission[]): string {
  let key = keys.get(permissions);
  if (key === undefined) {
    key = createHash('sha256')
      .update([...new Set(permissions)].sort().join())
      .digest('base64url');
    keys.set(permissions, key);
  }
  return key;
}
