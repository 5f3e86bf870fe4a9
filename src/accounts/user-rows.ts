/** SQL of the administration of users, and what of a user is public. */
import { tableOf } from '../database/columns.js';
import { as, bool, quoted, sql } from '../database/sql.js';
import { type RowOf, statement } from '../database/statement.js';
import { Role } from '../domain/vocabulary.js';
import { PasswordLink } from '../entities/password-link.entity.js';
import { type hiddenOfUser, User } from '../entities/user.entity.js';
import type { AccountUser } from './session-rows.js';

const users = tableOf(User);
const links = tableOf(PasswordLink);
const u = users.of('u');
const l = links.of('l');

/** A user without credentials. */
export type PublicUser = Readonly<Omit<User, (typeof hiddenOfUser)[number]>>;

/** Removes the credentials. */
export function toPublicUser(user: AccountUser): PublicUser {
  const { passwordHash, sessionEpoch, totpCipher, totpLastStep, recoveryHashes, ...shown } = user;
  return shown;
}

/**
 * Locks the company's owners and the given users, in the order of their ids, so that two changes of one company wait
 * for each other and the last owner stays. Parameters: tenant, ids.
 */
export const lockUsersAndOwners = statement(
  'lock-users-and-owners',
  sql`select ${users.select('u', ['id', 'role', 'kind', 'disabledAt'])},
          ${as('hasPassword', bool(`${u.passwordHash} is not null`))}
     from ${users.table} u
    where ${u.tenantId} = $1 and (${u.id} = any($2::uuid[]) or ${u.role} = ${quoted(Role.OWNER)})
    order by ${u.id} for no key update`,
);

/** A locked user. */
export type LockedUser = RowOf<typeof lockUsersAndOwners>;

/**
 * Stores the one-time link of a user in place of the former one. Parameters: id, tenant, user, token hash, days to live.
 */
export const replaceLink = statement(
  'replace-password-link',
  `insert into ${links.table} (${links.list(['id', 'tenantId', 'userId', 'tokenHash', 'expiresAt', 'usedAt', 'createdAt'])})
   values ($1, $2, $3, $4, now() + make_interval(days => $5), null, now())
   on conflict (${links.column.userId}) do update set ${links.column.id} = excluded.${links.column.id},
     ${links.column.tokenHash} = excluded.${links.column.tokenHash}, ${links.column.expiresAt} = excluded.${links.column.expiresAt},
     ${links.column.usedAt} = null, ${links.column.createdAt} = excluded.${links.column.createdAt}`,
);

/** Deletes the link of a user. Parameters: user. */
export const dropLink = statement(
  'drop-password-link',
  `delete from ${links.table} where ${links.column.userId} = $1`,
);

/** The user of a link, and whether it can be used. Parameters: token hash. */
export const findLink = statement(
  'find-password-link',
  sql`select ${users.select('u')}, ${as('isUsed', bool(`${l.usedAt} is not null`))},
          ${as('isExpired', bool(`${l.expiresAt} <= now()`))}
     from ${links.table} l join ${users.table} u on ${u.id} = ${l.userId} where ${l.tokenHash} = $1`,
);

/** Uses a link: returns a row only once. Parameters: token hash. */
export const useLink = statement(
  'use-password-link',
  `update ${links.table} set ${links.column.usedAt} = now()
    where ${links.column.tokenHash} = $1 and ${links.column.usedAt} is null and ${links.column.expiresAt} > now()
   returning ${links.column.id} as "id"`,
);

/** Stores a password hash. Parameters: tenant, user, hash. */
export const storePassword = statement(
  'store-password-hash',
  `update ${users.table} set ${users.column.passwordHash} = $3
    where ${users.column.tenantId} = $1 and ${users.column.id} = $2`,
);

/** Reads a user with credentials, locked. Parameters: tenant, user. */
export const lockUserWithCredentials = statement(
  'lock-user-with-credentials',
  sql`select ${users.select('u')} from ${users.table} u where ${u.tenantId} = $1 and ${u.id} = $2 for no key update`,
);
