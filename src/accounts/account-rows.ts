/** Queries of the account resolvers; each is limited to one tenant. */
import { tableOf } from '../database/columns.js';
import { sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { UnauthenticatedError } from '../domain/errors.js';
import { Channel } from '../entities/channel.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { Tenant } from '../entities/tenant.entity.js';

const tenants = tableOf(Tenant);
const accounts = tableOf(ProviderAccount);
const channels = tableOf(Channel);
const c = channels.of('c');

const oneTenant = tenantStatement(
  'tenant-itself',
  sql`select ${tenants.select('t')} from ${tenants.table} t where ${tenants.of('t').id} = $1`,
);
const allAccounts = tenantStatement(
  'provider-accounts-of-tenant',
  sql`select ${accounts.select('a')} from ${accounts.table} a where ${accounts.of('a').tenantId} = $1
    order by ${accounts.of('a').id}`,
);
const firstDefaultChannel = tenantStatement(
  'default-channel-of-tenant',
  sql`select ${channels.select('c')} from ${channels.table} c where ${c.tenantId} = $1 and ${c.isDefault}
    order by ${c.id} limit 1`,
);
const channelsOfAccountsStatement = tenantStatement(
  'channels-of-accounts',
  sql`select ${channels.select('c')} from ${channels.table} c where ${c.tenantId} = $1 and ${c.accountId} = any($2::uuid[])
    order by ${c.id}`,
);

/** The reader's own tenant. @throws UnauthenticatedError when it is gone */
export async function getTenant(reader: TenantReader): Promise<Readonly<Tenant>> {
  const tenant = await reader.row(oneTenant);
  if (!tenant) throw new UnauthenticatedError();
  return tenant;
}

/** Every account, the oldest first. */
export function listProviderAccounts(reader: TenantReader): Promise<Readonly<ProviderAccount>[]> {
  return reader.rows(allAccounts);
}

/** The channel for requests that name none: the oldest account's first channel, or null when no account has one. */
export function findDefaultChannel(reader: TenantReader): Promise<Readonly<Channel> | null> {
  return reader.row(firstDefaultChannel);
}

/** Batch function of a DataLoader: the channels of several accounts, one list for each id, in the given order. */
export async function listChannelsOfAccounts(
  reader: TenantReader,
  accountIds: readonly string[],
): Promise<readonly (readonly Readonly<Channel>[])[]> {
  const lists = new Map<string, Channel[]>(accountIds.map(id => [id, []]));
  for (const row of await reader.rows(channelsOfAccountsStatement, accountIds)) {
    lists.get(row.accountId)?.push(row);
  }
  return accountIds.map(id => lists.get(id) ?? []);
}
