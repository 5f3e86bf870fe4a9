/** SQL for the names of the company's own channels: JSON rows for `toOwnKeys` of domain/identity/own-addresses.ts. */
import type { ChannelNames } from '../domain/identity/own-addresses.js';
import { Channel } from '../entities/channel.entity.js';
import { tableOf } from './columns.js';
import { type Expression, typedAs } from './sql.js';

const channels = tableOf(Channel);
const own = channels.of('own');

/** A JSON array of ChannelNames of the tenant in the expression. */
export function channelNamesOf(tenantId: string): Expression<readonly ChannelNames[]> {
  return typedAs(`coalesce((select json_agg(json_build_object('externalId', ${own.externalId}, 'phoneNumber', ${own.phoneNumber},
            'ownAddress', ${own.ownAddress})) from ${channels.table} own where ${own.tenantId} = ${tenantId}), '[]')`);
}
