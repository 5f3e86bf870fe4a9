/** Number of messages that wait to be sent, of all tenants; for metrics. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, int, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { MessageStatus } from '../domain/delivery-status.js';
import { MessageDirection } from '../domain/vocabulary.js';
import { Message } from '../entities/message.entity.js';

const messages = tableOf(Message);

const countUnsettled = statement(
  'outbox-depth',
  sql`select ${as('count', int('count(*)'))} from ${messages.table}
    where ${messages.column.direction} = ${quoted(MessageDirection.OUTBOUND)} and ${messages.column.status} in (${quoted(MessageStatus.QUEUED, MessageStatus.SENDING)})`,
);

/** The number of messages that are queued or in flight. */
export async function countOutbox(database: Database): Promise<number> {
  const [row] = await database.query(countUnsettled);
  return row?.count ?? 0;
}
