/** Finds the channel of a command option. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { BadUserInputError } from '../domain/errors.js';
import { Channel } from '../entities/channel.entity.js';

const channels = tableOf(Channel);
const channel = channels.of('c');

const selectNamed = statement(
  'cli-channel-named',
  sql`select ${channels.select('c', ['id', 'kind', 'externalId', 'displayName'])} from ${channels.table} c
    where ${channel.tenantId} = $1 and (${channel.externalId} = $2 or ${channel.id}::text = $2) order by ${channel.id}`,
);

/** Channel fields that commands need. */
export type NamedChannel = Readonly<Pick<Channel, 'id' | 'kind' | 'externalId' | 'displayName'>>;

/**
 * Finds the company's channel by the provider's id or by its own id.
 * @throws BadUserInputError when there is none, or when two accounts have the same external id
 */
export async function getChannel(database: Database, tenantId: string, name: string): Promise<NamedChannel> {
  const [found, ...more] = await database.query(selectNamed, [tenantId, name]);
  if (!found) throw new BadUserInputError('--channel', 'names no number; see "trunkline channels list"');
  if (more.length > 0) {
    const ids = [found, ...more].map(({ kind, id }) => `${id} (${kind})`).join(', ');
    throw new BadUserInputError('--channel', `names several numbers; give one of the ids: ${ids}`);
  }
  return found;
}
