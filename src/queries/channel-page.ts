/** The tenant's numbers: pages in the order of creation, and lookup by external id. */
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

/** The channels with this external id: none, one, or two when accounts share the name (then look up by id). */
export function findChannelsByExternalId(reader: TenantReader, externalId: string): Promise<ChannelRow[]> {
  return reader.rows(byExternalId, cleanText(externalId));
}
