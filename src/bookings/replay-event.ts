/** Reprocesses a ledger row of the booking system on request. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { rehearse } from '../database/rehearse.js';
import { quoted } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { BookingEvent } from '../domain/booking-event.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import { addBookingEventJob } from './event-job.js';
import type { ProcessBookingRow } from './process-event.js';
import { findSalon } from './salon-row.js';

/** A ledger row to reprocess. */
export type BookingEventToReplay = Pick<
  WebhookEvent,
  'id' | 'tenantId' | 'accountId' | 'channelExternalId' | 'keptBody' | 'status'
>;

/** Options of `createBookingReplay`. */
export interface BookingReplayOptions {
  readonly database: Database;
  readonly parseKept: (keptBody: string) => BookingEvent;
  readonly processRow: ProcessBookingRow;
}

/**
 * Enqueues the job of a row that had no effect. Whether that changes anything is tested by processing it and rolling
 * back: a row whose result would be the same, such as one that is older than its booking, is left unchanged.
 */
export type BookingReplay = (
  row: BookingEventToReplay,
  dryRun: boolean,
) => Promise<'replayed' | 'unchanged' | 'wouldChange'>;

const ledger = tableOf(WebhookEvent);
const event = ledger.of('w');

const reopenSql = `update ${ledger.table} w set ${ledger.column.status} = ${quoted(WebhookEventStatus.RECEIVED)}, ${ledger.column.reason} = null,
          ${ledger.column.attempts} = ${event.attempts} + 1
    where ${event.tenantId} = $1 and ${event.id} = $2 and ${event.status} in (${quoted(WebhookEventStatus.QUARANTINED, WebhookEventStatus.FAILED, WebhookEventStatus.IGNORED)})
   returning ${event.id} as id, ${event.tenantId} as tenant_id`;
const reopen = statement('booking-event-reopen', reopenSql);
const requeue = statement(
  'booking-event-requeue',
  `with freed as (${reopenSql})
   select ${addBookingEventJob({ tenantId: 'f.tenant_id', ledgerId: 'f.id', queue: "'bookings lost'" })} from freed f`,
);

/** Creates the replay. */
export function createBookingReplay({
  database,
  parseKept,
  processRow,
}: BookingReplayOptions): BookingReplay {
  const rehearseRow = ({ tenantId, id }: BookingEventToReplay): Promise<WebhookEventStatus | null> =>
    rehearse(database, async transaction => {
      const reopened = await transaction.query(reopen, [tenantId, id]);
      if (reopened.length === 0) return null;
      return (await processRow(transaction, { tenantId, ledgerId: id })).status;
    });

  return async (row, dryRun) => {
    const { id, tenantId, accountId, channelExternalId, status } = row;
    if (channelExternalId === null || parseKept(row.keptBody).type === 'ignored') return 'unchanged';
    if (!(await findSalon(database, tenantId, accountId, channelExternalId))) return 'unchanged';
    const rehearsed = await rehearseRow(row);
    const hasEffect = rehearsed === WebhookEventStatus.PROCESSED;
    if (dryRun) return hasEffect ? 'wouldChange' : 'unchanged';
    if (rehearsed === null || rehearsed === status) return 'unchanged';
    const requeued = await database.query(requeue, [tenantId, id]);
    return hasEffect && requeued.length > 0 ? 'replayed' : 'unchanged';
  };
}
