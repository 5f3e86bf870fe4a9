/** Provider reports about the state of a number. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { ChannelStateReport } from '../domain/inbound-event.js';
import { ChannelStatus, EventType } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';

/** The result of a state report: applied, already known, or stale. */
export interface ChannelStateOutcome {
  readonly type: 'changed' | 'known' | 'late';
  readonly events: readonly NewEvent[];
}

const channels = tableOf(Channel);
const channel = channels.of('c');

const lockStatement = statement(
  'lock-channel-state',
  sql`select ${channels.select('c', ['status', 'providerState', 'providerStateAt'])} from ${channels.table} c
    where ${channel.tenantId} = $1 and ${channel.id} = $2 for no key update`,
);

const writeStatement = statement(
  'write-channel-state',
  `update ${channels.table} c set ${channels.column.status} = $3, ${channels.column.providerState} = $4,
          ${channels.column.providerStateAt} = $5
    where ${channel.tenantId} = $1 and ${channel.id} = $2`,
);

/** True for a status that no report of a provider changes. */
export function isSetByUser(status: ChannelStatus): boolean {
  return status === ChannelStatus.PAUSED || status === ChannelStatus.ARCHIVED;
}

/**
 * Writes a state inside the caller's transaction. A number that a user paused or archived stays so, also when its
 * provider reports another state; a stale report changes nothing.
 */
export async function applyChannelState(
  transaction: Transaction,
  tenantId: string,
  channelId: string,
  { status, state, at }: ChannelStateReport,
  receivedAt: Date,
): Promise<ChannelStateOutcome> {
  const [known] = await transaction.query(lockStatement, [tenantId, channelId]);
  if (!known) throw new Error('A channel that was just found is gone.');
  const told = at ?? receivedAt;
  if (known.providerStateAt && known.providerStateAt > told) return { type: 'late', events: [] };
  const wanted = status === null || isSetByUser(known.status) ? known.status : status;
  const isSameTime = known.providerStateAt?.getTime() === told.getTime();
  if (known.providerState === state && isSameTime && wanted === known.status)
    return { type: 'known', events: [] };
  await transaction.query(writeStatement, [tenantId, channelId, wanted, state, told]);
  const changed = wanted === known.status ? ['health'] : ['status', 'health'];
  return {
    type: 'changed',
    events: [{ kind: EventType.CHANNEL_UPDATED, subjectId: channelId, channelId, changed }],
  };
}
