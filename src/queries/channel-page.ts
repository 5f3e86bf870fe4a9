/** The tenant's numbers: pages of them in the order in which they were added, and one by its external id. */
import { tableOf } from '../database/columns.js';
import { sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { cleanText } from '../domain/text.js';
import { Channel } from '../entities/channel.entity.js';
import type { Page, PageArguments } from './page.js';
import { listById, plainRows } from './projection.js';
import { type PageSource, readPage } from './read-page.js';
import type { ChannelRow } from './rows.js';

const channels = tableOf(Channel);
const channel = channels.of('ch');
const list = listById(Channel, 'channels', 'channels', 'ch', 'asc');
const projection = plainRows(Channel, 'ch');

/** The channels of the tenant. */
export function channelPage(source: PageSource, args: PageArguments): Promise<Page<ChannelRow>> {
  return readPage(source, { list, projection }, args);
}

const byExternalId = tenantStatement(
  'channel-by-external-id',
  sql`select ${channels.select('ch')} from ${channels.table} ch
    where ${channel.tenantId} = $1 and ${channel.externalId} = $2::text order by ${channel.id} limit 2`,
);

/** The channels that a provider calls so: none, one, or two when accounts share the name (then ask by id). */
export function findChannelsByExternalId(reader: TenantReader, externalId: string): Promise<ChannelRow[]> {
  return reader.rows(byExternalId, cleanText(externalId));
}
