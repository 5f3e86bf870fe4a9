import { tableOf } from '../database/columns.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { Channel } from '../entities/channel.entity.js';
import type { ChannelRow } from './rows.js';

const channels = tableOf(Channel);
const channel = channels.of('ch');

const all = tenantStatement<Pick<ChannelRow, 'id' | 'kind' | 'externalId'>>(
  'channels-of-tenant',
  `select ${channels.select('ch', ['id', 'kind', 'externalId'])} from ${channels.table} ch
    where ${channel.tenantId} = $1 order by ${channel.id}`,
);

/** Vendor and external id of each number of the tenant. */
export function listChannelNames(
  reader: TenantReader,
): Promise<Pick<ChannelRow, 'id' | 'kind' | 'externalId'>[]> {
  return reader.rows(all);
}
