/**
 * Faults for which a provider rejects every send of a number: wrong credentials, an unlinked phone, an exhausted plan.
 * Stored on the number, so that a user sees it there and not only on the messages that failed. The number stays in
 * service: the next message may succeed, and then the fault is cleared.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { EventType } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';

const channels = tableOf(Channel);
const channel = channels.of('c');

const writeStatement = statement(
  'outbox-write-send-fault',
  `update ${channels.table} c set ${channels.column.sendFault} = $3
    where ${channel.tenantId} = $1 and ${channel.id} = $2 and ${channel.sendFault} is distinct from $3
   returning ${channel.id} as "id"`,
);

/** Writes a number's fault, or removes it with null. @returns true if it changed. */
export function writeSendFault(
  database: Database,
  tenantId: string,
  channelId: string,
  fault: string | null,
): Promise<boolean> {
  return database.publish(tenantId, async transaction => {
    const rows = await transaction.query(writeStatement, [tenantId, channelId, fault]);
    const isNews = rows.length > 0;
    if (isNews)
      transaction.emit({
        kind: EventType.CHANNEL_UPDATED,
        ...{ subjectId: channelId, channelId, changed: ['health'] },
      });
    return isNews;
  });
}
