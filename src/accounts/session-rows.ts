/**
 * SQL of sessions. Every change of a user's sessions locks the user's row first, so that a refresh, a reuse and a
 * revocation of one user are serialised, and none misses a row that another is writing.
 */
import { tableOf } from '../database/columns.js';
import { as, bool, int, orNull, sql } from '../database/sql.js';
import { type RowOf, statement } from '../database/statement.js';
import { Session } from '../entities/session.entity.js';
import { User } from '../entities/user.entity.js';

const users = tableOf(User);
const sessions = tableOf(Session);
const u = users.of('u');
const s = sessions.of('s');
const newSession = sessions.list([
  'id',
  'tenantId',
  'userId',
  'familyId',
  'tokenHash',
  'expiresAt',
  'createdAt',
]);

/** The columns that the session code reads of a user. */
export type AccountUser = Readonly<User>;

/** The user who signs in with an e-mail. Parameters: e-mail. */
export const findUserByEmail = statement(
  'user-by-email',
  sql`select ${users.select('u')} from ${users.table} u where ${u.email} = $1`,
);

/**
 * Creates a family of refresh tokens, unless the user was disabled or signed out everywhere since the password was
 * checked (then it returns no row). Also deletes the user's expired sessions. Parameters: id, user, family, token hash,
 * days to live, session epoch.
 */
export const beginSession = statement(
  'begin-session',
  `with signed_in as (
     select ${u.id} as id, ${u.tenantId} as tenant_id from ${users.table} u
      where ${u.id} = $2 and ${u.sessionEpoch} = $6 and ${u.disabledAt} is null for share
   ), dropped as (
     delete from ${sessions.table} s using signed_in where ${s.userId} = signed_in.id and ${s.expiresAt} < now()
   )
   insert into ${sessions.table} (${newSession})
   select $1, tenant_id, id, $3, $4, now() + make_interval(days => $5), now() from signed_in
   returning ${sessions.column.id} as "id"`,
);

/** Locks and reads the user of a refresh token. Parameters: token hash. */
export const lockUserOfToken = statement(
  'lock-user-of-refresh-token',
  sql`select ${users.select('u')} from ${sessions.table} s join ${users.table} u on ${u.id} = ${s.userId}
    where ${s.tokenHash} = $1 for no key update of u`,
);

/**
 * Reads a refresh token after `lockUserOfToken`, with the seconds since its use by the database's clock, null if
 * unused. Parameters: token hash.
 */
export const readLockedSession = statement(
  'read-locked-session',
  sql`select ${sessions.select('s', ['id', 'familyId'])},
          ${as('secondsSinceUse', orNull(int(`extract(epoch from clock_timestamp() - ${s.usedAt})::float8`)))},
          ${as('isRevoked', bool(`${s.revokedAt} is not null`))}, ${as('isExpired', bool(`${s.expiresAt} <= now()`))}
     from ${sessions.table} s where ${s.tokenHash} = $1`,
);

/** Marks a refresh token as used and inserts the next. Parameters: id, used id, token hash, days to live. */
export const rotateSession = statement(
  'rotate-session',
  `with used as (
     update ${sessions.table} s set ${sessions.column.usedAt} = clock_timestamp() where ${s.id} = $2
     returning ${s.tenantId} as tenant_id, ${s.userId} as user_id, ${s.familyId} as family_id
   )
   insert into ${sessions.table} (${newSession})
   select $1, tenant_id, user_id, family_id, $3, now() + make_interval(days => $4), now() from used`,
);

/** Revokes one family. Parameters: family. */
export const revokeFamily = statement(
  'revoke-session-family',
  `update ${sessions.table} set ${sessions.column.revokedAt} = now()
    where ${sessions.column.familyId} = $1 and ${sessions.column.revokedAt} is null`,
);

/** Invalidates every access token of a user. Parameters: tenant, user. */
export const raiseSessionEpoch = statement(
  'raise-session-epoch',
  `update ${users.table} set ${users.column.sessionEpoch} = ${users.column.sessionEpoch} + 1
    where ${users.column.tenantId} = $1 and ${users.column.id} = $2 returning ${users.column.id} as "id"`,
);

/** Revokes every family of a user, after `raiseSessionEpoch`. Parameters: user. */
export const revokeSessionsOfUser = statement(
  'revoke-sessions-of-user',
  `update ${sessions.table} set ${sessions.column.revokedAt} = now()
    where ${sessions.column.userId} = $1 and ${sessions.column.revokedAt} is null`,
);

/** Reads the state that an access token is compared with. Parameters: user. */
export const readStanding = statement(
  'read-user-standing',
  sql`select ${users.select('u', ['tenantId', 'role', 'sessionEpoch', 'disabledAt'])}
     from ${users.table} u where ${u.id} = $1`,
);

/** The state that an access token is compared with. */
export type Standing = RowOf<typeof readStanding>;
