/** SQL of API tokens. */
import { tableOf } from '../database/columns.js';
import { as, bool, sql } from '../database/sql.js';
import { type RowOf, statement, tenantStatement } from '../database/statement.js';
import { ApiToken } from '../entities/api-token.entity.js';
import { User } from '../entities/user.entity.js';

const tokens = tableOf(ApiToken);
const t = tokens.of('t');
const users = tableOf(User);
const u = users.of('u');

/** Columns that responses may contain. */
const shown = [
  'id',
  'tenantId',
  'userId',
  'createdById',
  'name',
  'scopes',
  'channelIds',
  'assistantId',
  'prefix',
  'previousEndsAt',
  'expiresAt',
  'lastUsedAt',
  'revokedAt',
  'createdAt',
] as const;

/** The token with this secret, if it is accepted now, and its user. Parameters: hash of the secret. */
export const findAcceptedToken = statement(
  'accepted-api-token',
  sql`select ${tokens.select('t', ['id', 'tenantId', 'userId', 'scopes', 'channelIds', 'assistantId', 'expiresAt', 'previousEndsAt'])},
          ${users.select('u', ['role', 'sessionEpoch'])}, ${as('isPrevious', bool(`${t.previousHash} = $1`))}
     from ${tokens.table} t join ${users.table} u on ${u.id} = ${t.userId}
    where (${t.secretHash} = $1 or (${t.previousHash} = $1 and ${t.previousEndsAt} > now()))
      and ${t.revokedAt} is null and (${t.expiresAt} is null or ${t.expiresAt} > now()) and ${u.disabledAt} is null`,
);

/** A token that is accepted, with its user. */
export type AcceptedToken = RowOf<typeof findAcceptedToken>;

/** Stores the use of a token, at most once a minute. Parameters: id. */
export const noteTokenUse = statement(
  'note-api-token-use',
  `with used as (
     update ${tokens.table} t set ${tokens.column.lastUsedAt} = now()
      where ${t.id} = $1 and coalesce(${t.lastUsedAt}, '-infinity') < now() - interval '1 minute' returning ${t.userId} as user_id
   )
   update ${users.table} u set ${users.column.lastSeenAt} = now() from used where ${u.id} = used.user_id`,
);

/** The tokens of a company, newest first; revoked and expired ones for 30 days. Parameters: tenant. */
export const listTokens = tenantStatement(
  'list-api-tokens',
  sql`select ${tokens.select('t', shown)} from ${tokens.table} t
    where ${t.tenantId} = $1 and least(coalesce(${t.revokedAt}, 'infinity'), coalesce(${t.expiresAt}, 'infinity')) > now() - interval '30 days'
    order by ${t.id} desc limit 200`,
);

/** A token as queries return it. */
export type ApiTokenRow = RowOf<typeof listTokens>;

/** Tokens by id. Parameters: tenant, ids. */
export const tokensById = tenantStatement(
  'api-tokens-by-id',
  sql`select ${tokens.select('t', shown)} from ${tokens.table} t where ${t.tenantId} = $1 and ${t.id} = any($2::uuid[])`,
);
