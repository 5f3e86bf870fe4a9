/**
 * SQL of sessions. Every change of a user's sessions locks the user's row first, so that a refresh, a reuse and a
 * revocation of one user are serialised, and none misses a row that another is writing.
 */
import { tableOf } from '../database/columns.js';
import { as, bool, int, moment, orNull, quoted, sql } from '../database/sql.js';
import { type RowOf, statement, tenantStatement } from '../database/statement.js';
import { UserKind } from '../domain/vocabulary.js';
import { Session } from '../entities/session.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
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
  'beganAt',
  'lastUsedAt',
  'userAgent',
  'ipAddress',
]);

/** The columns that the session code reads of a user. */
export type AccountUser = Readonly<User>;

/** The person who signs in with an e-mail. Parameters: e-mail. */
export const findUserByEmail = statement(
  'user-by-email',
  sql`select ${users.select('u')} from ${users.table} u
    where ${u.email} = $1 and ${u.kind} = ${quoted(UserKind.PERSON)}`,
);

/** The user with this id. Parameters: tenant, id. */
export const findUser = statement(
  'user-by-id-with-credentials',
  sql`select ${users.select('u')} from ${users.table} u where ${u.tenantId} = $1 and ${u.id} = $2`,
);

/**
 * Creates a family of refresh tokens, unless the user was disabled or signed out everywhere since the password was
 * checked (then it returns no row). Also deletes the user's expired sessions. Parameters: id, user, family, token hash,
 * days to live, session epoch, user agent, address.
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
   select $1, tenant_id, id, $3, $4, now() + make_interval(days => $5), now(), now(), now(), $7, $8 from signed_in
   returning ${sessions.column.id} as "id"`,
);

/** Locks a user's row. Parameters: tenant, user. */
export const lockUser = statement(
  'lock-user-of-sessions',
  sql`select ${users.select('u', ['id'])} from ${users.table} u where ${u.tenantId} = $1 and ${u.id} = $2 for no key update`,
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

/**
 * Marks a refresh token as used and inserts the next. Parameters: id, used id, token hash, days to live, user agent,
 * address.
 */
export const rotateSession = statement(
  'rotate-session',
  `with used as (
     update ${sessions.table} s set ${sessions.column.usedAt} = clock_timestamp() where ${s.id} = $2
     returning ${s.tenantId} as tenant_id, ${s.userId} as user_id, ${s.familyId} as family_id,
               coalesce(${s.beganAt}, ${s.createdAt}) as began_at, ${s.userAgent} as user_agent, ${s.ipAddress} as ip_address
   )
   insert into ${sessions.table} (${newSession})
   select $1, tenant_id, user_id, family_id, $3, now() + make_interval(days => $4), now(), began_at, now(),
          coalesce($5, user_agent), coalesce($6, ip_address) from used`,
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

const t = tableOf(Tenant).of('t');

/** Reads the state that an access token is compared with. Parameters: user, session. */
export const readStanding = statement(
  'read-user-standing',
  sql`select ${users.select('u', ['tenantId', 'role', 'sessionEpoch', 'disabledAt'])},
          ${as('mustEnrol', bool(`${t.requiresSecondFactor} and ${u.kind} = ${quoted(UserKind.PERSON)} and ${u.totpConfirmedAt} is null`))},
          ${as('isOpen', bool(`exists (select from ${sessions.table} s where ${s.familyId} = $2 and ${s.userId} = ${u.id} and ${s.revokedAt} is null)`))}
     from ${users.table} u join ${tableOf(Tenant).table} t on ${t.id} = ${u.tenantId} where ${u.id} = $1`,
);

/** The state that an access token is compared with. */
export type Standing = RowOf<typeof readStanding>;

/**
 * Stores the use of a session, at most once a minute; the user's row is locked first. Parameters: user, session, user
 * agent, address.
 */
export const noteSessionUse = statement(
  'note-session-use',
  `with seen as (
     update ${users.table} u set ${users.column.lastSeenAt} = now()
      where ${u.id} = $1 and exists (select from ${sessions.table} s
              where ${s.familyId} = $2 and ${s.userId} = $1 and ${s.usedAt} is null and ${s.revokedAt} is null
                and least(coalesce(${s.lastUsedAt}, ${s.createdAt}), coalesce(${u.lastSeenAt}, '-infinity'))
                    < now() - interval '1 minute')
      returning ${u.id} as id
   )
   update ${sessions.table} s set ${sessions.column.lastUsedAt} = now(), ${sessions.column.userAgent} = coalesce($3, ${s.userAgent}),
          ${sessions.column.ipAddress} = coalesce($4, ${s.ipAddress})
     from seen where ${s.userId} = seen.id and ${s.familyId} = $2 and ${s.usedAt} is null and ${s.revokedAt} is null`,
);

/** Revokes one session of a user, after the user's row was locked. Parameters: tenant, user, session. */
export const revokeSession = statement(
  'revoke-session-of-user',
  sql`with ended as (
     update ${sessions.table} s set ${sessions.column.revokedAt} = now()
      where ${s.tenantId} = $1 and ${s.userId} = $2 and ${s.familyId} = $3 and ${s.revokedAt} is null
     returning ${s.usedAt} as used_at, ${s.expiresAt} as expires_at
   )
   select ${as('ended', int('count(*) filter (where used_at is null and expires_at > now())'))} from ended`,
);

/** Revokes all sessions of a user, after the user's row was locked. Parameters: tenant, user. */
export const revokeSessions = statement(
  'revoke-all-sessions-of-user',
  sql`with ended as (
     update ${sessions.table} s set ${sessions.column.revokedAt} = now()
      where ${s.tenantId} = $1 and ${s.userId} = $2 and ${s.revokedAt} is null
     returning ${s.usedAt} as used_at, ${s.expiresAt} as expires_at
   )
   select ${as('ended', int('count(*) filter (where used_at is null and expires_at > now())'))} from ended`,
);

/** The user of a session. Parameters: tenant, session. */
export const findSessionUser = statement(
  'find-user-of-session',
  sql`select ${sessions.select('s', ['userId'])} from ${sessions.table} s
    where ${s.tenantId} = $1 and ${s.familyId} = $2 and ${s.usedAt} is null and ${s.revokedAt} is null
      and ${s.expiresAt} > now()`,
);

/** Open sessions by their ids, with the role of their user. Parameters: tenant, sessions. */
export const sessionsById = tenantStatement(
  'sessions-by-id',
  sql`select ${as('id', s.familyId)}, ${as('createdAt', moment(`coalesce(${s.beganAt}, ${s.createdAt})`))},
          ${as('lastUsedAt', moment(`coalesce(${s.lastUsedAt}, ${s.createdAt})`))},
          ${sessions.select('s', ['userId', 'expiresAt', 'userAgent', 'ipAddress'])}, ${users.select('u', ['role'])}
     from ${sessions.table} s join ${users.table} u on ${u.id} = ${s.userId}
    where ${s.tenantId} = $1 and ${s.familyId} = any($2::uuid[]) and ${s.usedAt} is null and ${s.revokedAt} is null
      and ${s.expiresAt} > now()`,
);

/** The open sessions of a user, the latest use first. Parameters: tenant, user. */
export const listSessions = statement(
  'list-sessions-of-user',
  sql`select ${as('id', s.familyId)}, ${as('createdAt', moment(`coalesce(${s.beganAt}, ${s.createdAt})`))},
          ${as('lastUsedAt', moment(`coalesce(${s.lastUsedAt}, ${s.createdAt})`))},
          ${sessions.select('s', ['expiresAt', 'userAgent', 'ipAddress'])}
     from ${sessions.table} s
    where ${s.tenantId} = $1 and ${s.userId} = $2 and ${s.usedAt} is null and ${s.revokedAt} is null and ${s.expiresAt} > now()
    order by coalesce(${s.lastUsedAt}, ${s.createdAt}) desc, ${s.familyId} desc limit 100`,
);

/** One sign-in on one device; its id is that of the family of refresh tokens. */
export type SessionRow = RowOf<typeof listSessions>;
