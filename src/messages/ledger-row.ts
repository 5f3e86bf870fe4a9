/** The ledger row of a stored message, written by the statement that stores it. */
import { tableOf } from '../database/columns.js';
import { insertSelect } from '../database/insert-select.js';
import { quoted } from '../database/sql.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import { ledgerOnlyColumns, type RowColumn, type RowSql, valuesOf } from './row-columns.js';

const ledger = tableOf(WebhookEvent);
const { column } = ledger;

/** The columns that a message's row shares with its ledger row. */
type SharedSql = RowSql<'sourceEventId' | 'channelId' | 'externalId' | 'createdAt'> &
  Partial<Record<RowColumn, string>>;

/** The insert; `messageId` is SQL of the stored message's id, null for a known message. */
export function insertLedgerRow(sql: SharedSql, messageId: string, from: string): string {
  const values = {
    ...valuesOf(ledgerOnlyColumns, sql),
    id: sql.sourceEventId,
    tenantId: '$1',
    channelId: sql.channelId,
    externalEventId: sql.externalId,
    receivedAt: sql.createdAt,
    processedAt: 'clock_timestamp()',
    messageId,
    status: `case when ${messageId} is null then ${quoted(WebhookEventStatus.DUPLICATE)} else ${quoted(WebhookEventStatus.PROCESSED)} end`,
  };
  return `${insertSelect(ledger, values, 'w')}
       from ${from}
     ${reprocessedRow}`;
}

/** An existing row (its event is reprocessed) takes the new outcome. */
const reprocessedRow = `on conflict (${column.id}) do update set
       ${column.status} = excluded.status, ${column.reason} = null,
       ${column.channelId} = excluded.channel_id, ${column.messageId} = excluded.message_id,
       ${column.attempts} = w.attempts + 1, ${column.processedAt} = excluded.processed_at,
       ${column.nextAttemptAt} = null`;
