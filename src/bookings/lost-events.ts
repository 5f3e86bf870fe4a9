/** Ledger rows of the booking system that get their job later: the job was lost, or the branch was added afterwards. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { quoted } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { WebhookEventStatus, WebhookSource } from '../domain/vocabulary.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import { hasNoJobSql } from '../jobs/add-job.js';
import { defineLostJobs, olderThanSql } from '../jobs/lost-jobs.js';
import { addBookingEventJob, bookingEventKey } from './event-job.js';

const ledger = tableOf(WebhookEvent);
const event = ledger.of('w');

/** Events that wait and have no job. */
export const lostBookingEvents = defineLostJobs({
  name: 'lost booking events',
  addJob: addBookingEventJob({ tenantId: 'lost.tenant_id', ledgerId: 'lost.id', queue: "'bookings lost'" }),
  lost: `select ${event.id} as id, ${event.tenantId} as tenant_id from ${ledger.table} w
          where ${event.source} = ${quoted(WebhookSource.YCLIENTS)} and ${event.status} = ${quoted(WebhookEventStatus.RECEIVED)} and ${olderThanSql(event.receivedAt)}
            and ${hasNoJobSql(bookingEventKey(event.id))}
          order by ${event.id} limit 200`,
  minAgeMs: 60_000,
});

/** Quarantined events of a branch that has been added since. */
const requeue = statement(
  'booking-events-requeue',
  `with freed as (
     update ${ledger.table} w set ${ledger.column.status} = ${quoted(WebhookEventStatus.RECEIVED)}, ${ledger.column.reason} = null,
            ${ledger.column.attempts} = ${event.attempts} + 1
      where ${event.tenantId} = $1 and ${event.accountId} = $2 and ${event.channelExternalId} = $3
        and ${event.source} = ${quoted(WebhookSource.YCLIENTS)} and ${event.status} = ${quoted(WebhookEventStatus.QUARANTINED)}
     returning ${event.id} as id, ${event.tenantId} as tenant_id
   )
   select ${addBookingEventJob({ tenantId: 'f.tenant_id', ledgerId: 'f.id', queue: "'bookings ' || ($3::text)" })}
     from (select * from freed order by id) f`,
);

/** Enqueues jobs for the events that were quarantined for a company. @returns how many */
export async function requeueQuarantined(
  database: Pick<Database, 'query'>,
  tenantId: string,
  accountId: string,
  companyId: string,
): Promise<number> {
  return (await database.query(requeue, [tenantId, accountId, companyId])).length;
}
