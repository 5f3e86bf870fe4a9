/** Finds the connection of a booking webhook; disconnected ones are not found. Reads at each request: a rotated key stops working at once. */
import { createHash } from 'node:crypto';
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, sql, typedAs } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { Salon } from '../entities/salon.entity.js';

/** A connection with the fields that its webhooks need. */
export interface BookingAccountEntry {
  readonly id: string;
  readonly tenantId: string;
  readonly credentialsCipher: string | null;
  readonly acceptsBareLoopback: boolean;
  /** Its branches by the booking system's company_id. */
  readonly companyIds: readonly string[];
}

/** Finds connections. */
export interface BookingDirectory {
  findByKey(key: string): Promise<BookingAccountEntry | null>;
  findById(id: string): Promise<BookingAccountEntry | null>;
  /** A page of connections that have one of these companies, after an id; a match does not prove ownership. */
  listByCompanies(
    companyIds: readonly string[],
    afterId: string | null,
  ): Promise<readonly BookingAccountEntry[]>;
  /** A page of all connections, for a request that only a signature can assign. */
  listAll(afterId: string | null): Promise<readonly BookingAccountEntry[]>;
  /** The demo's connection. */
  findAcceptingBareLoopback(): Promise<BookingAccountEntry | null>;
  /** Disconnected connections with this key or one of these companies; for the record of refusals. */
  listDisconnected(
    key: string | null,
    companyIds: readonly string[],
  ): Promise<readonly Pick<BookingAccountEntry, 'id' | 'tenantId'>[]>;
}

const accounts = tableOf(BookingAccount);
const account = accounts.of('a');
const salons = tableOf(Salon);
const salon = salons.of('s');
/** Connections per page: a signature is compared with each. */
const pageSize = 50;

const companyIds = `coalesce((select array_agg(${salon.companyId} order by ${salon.id}) from ${salons.table} s
                    where ${salon.accountId} = ${account.id}), '{}')`;

const select = (condition: string) => sql`
  select ${accounts.select('a', ['id', 'tenantId', 'credentialsCipher', 'acceptsBareLoopback'])},
         ${as('companyIds', typedAs<readonly string[]>(companyIds))}
    from ${accounts.table} a where ${account.disconnectedAt} is null and ${condition}
   order by ${account.id} limit ${pageSize}`;

const isAfter = (parameter: string) => `(${parameter}::uuid is null or ${account.id} > ${parameter})`;

const byKey = statement('booking-account-by-key', select(`${account.webhookKeyHash} = $1`));
const byCompanies = statement(
  'booking-accounts-by-companies',
  select(
    `${isAfter('$2')} and exists (select 1 from ${salons.table} s where ${salon.accountId} = ${account.id} and ${salon.companyId} = any($1::text[]))`,
  ),
);
const all = statement('booking-accounts', select(isAfter('$1')));
const byId = statement('booking-account-by-id', select(`${account.id} = $1`));
const byBareLoopback = statement('booking-account-by-bare-loopback', select(account.acceptsBareLoopback));
const disconnected = statement(
  'disconnected-booking-accounts',
  sql`select ${accounts.select('a', ['id', 'tenantId'])} from ${accounts.table} a
    where ${account.disconnectedAt} is not null and (${account.webhookKeyHash} = $1 or exists (
       select 1 from ${salons.table} s where ${salon.accountId} = ${account.id} and ${salon.companyId} = any($2::text[])))
    order by ${account.id} limit 5`,
);
const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Creates a directory over the database. */
export function createBookingDirectory(database: Database): BookingDirectory {
  const one = async (query: typeof byKey, ...parameters: readonly unknown[]) =>
    (await database.query(query, parameters))[0] ?? null;
  return {
    findByKey: key => one(byKey, hashKey(key)),
    findById: id => one(byId, id),
    listByCompanies: async (companyIds, afterId) =>
      companyIds.length === 0 ? [] : database.query(byCompanies, [companyIds, afterId]),
    listAll: afterId => database.query(all, [afterId]),
    findAcceptingBareLoopback: () => one(byBareLoopback),
    listDisconnected: (key, companyIds) =>
      database.query(disconnected, [key === null ? null : hashKey(key), companyIds]),
  };
}
