/** Deletes old ledger rows, each tenant by its own setting. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { firstUuidAt } from '../domain/first-uuid-at.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import { Tenant } from '../entities/tenant.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';

const ledger = tableOf(WebhookEvent);
const event = ledger.of('w');
const tenants = tableOf(Tenant);

const chunkRows = 5_000;

const listTenants = statement(
  'ledger-retention-tenants',
  sql`select ${as('id', tenants.column.id)}, ${as('days', tenants.column.webhookRetentionDays)} from ${tenants.table}`,
);

/** Rows that wait for a person, or for a vendor's answer, are kept at any age. */
const dropChunk = statement(
  'ledger-retention-drop',
  `delete from ${ledger.table} w where ${event.id} in (
     select ${event.id} from ${ledger.table} w
      where ${event.tenantId} = $1 and ${event.id} < $2::uuid and ${event.status} not in ('${WebhookEventStatus.QUARANTINED}', '${WebhookEventStatus.RECEIVED}')
      order by ${event.id} limit ${chunkRows})
   returning ${event.id} as id`,
);

/** Deletes rows past their tenant's `webhookRetentionDays`, or past the installation's `maxDays`. @returns how many. */
export async function dropOldLedgerRows(
  database: Database,
  maxDays: number,
  now: Date = new Date(),
): Promise<number> {
  let dropped = 0;
  for (const { id, days } of await database.query(listTenants)) {
    const before = firstUuidAt(new Date(now.getTime() - Math.min(days, maxDays) * 86_400_000));
    for (let rows = chunkRows; rows === chunkRows; ) {
      rows = (await database.query(dropChunk, [id, before])).length;
      dropped += rows;
    }
  }
  return dropped;
}
