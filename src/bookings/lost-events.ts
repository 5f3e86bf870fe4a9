/** Safety net of the event jobs: enqueues a job for each ledger row that waits for one and has none. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import type { Sweep } from '../jobs/sweep.js';
import { addBookingEventJob } from './event-job.js';

const ledger = tableOf(WebhookEvent);
const event = ledger.of('w');
const minAgeMs = 60_000;

const revive = statement(
  'booking-events-revive',
  `select ${addBookingEventJob({ tenantId: 'lost.tenant_id', ledgerId: 'lost.id', queue: "'bookings lost'" })}
     from (select ${event.id} as id, ${event.tenantId} as tenant_id from ${ledger.table} w
            where ${event.source} = 'YCLIENTS' and ${event.status} = 'RECEIVED'
              and ${event.receivedAt} < now() - $1::float8 * interval '1 ms'
              and not exists (select 1 from graphile_worker.jobs j where j.key = 'booking-event:' || ${event.id})
            order by ${event.id} limit 200) lost`,
);

/** Events quarantined for a branch that has been added since. */
const requeue = statement(
  'booking-events-requeue',
  `with freed as (
     update ${ledger.table} w set ${ledger.column.status} = 'RECEIVED', ${ledger.column.reason} = null,
            ${ledger.column.attempts} = ${event.attempts} + 1
      where ${event.tenantId} = $1 and ${event.accountId} = $2 and ${event.channelExternalId} = $3
        and ${event.source} = 'YCLIENTS' and ${event.status} = 'QUARANTINED'
     returning ${event.id} as id, ${event.tenantId} as tenant_id
   )
   select ${addBookingEventJob({ tenantId: 'f.tenant_id', ledgerId: 'f.id', queue: "'bookings ' || ($3::text)" })}
     from (select * from freed order by id) f`,
);

/** Runs at start and every minute. */
export function createLostBookingEventSweep(database: Database): Sweep {
  return {
    name: 'lost booking events',
    everyMs: 60_000,
    run: async () => void (await database.query(revive, [minAgeMs])),
  };
}

/** Gives the events that were quarantined for a company their jobs. @returns how many */
export async function requeueQuarantined(
  database: Pick<Database, 'query'>,
  tenantId: string,
  accountId: string,
  companyId: string,
): Promise<number> {
  return (await database.query(requeue, [tenantId, accountId, companyId])).length;
}
