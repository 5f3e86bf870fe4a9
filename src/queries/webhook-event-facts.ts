/** Batch loaders for ledger data that is not a column. */
import { tableOf } from '../database/columns.js';
import { selectWithout } from '../database/row-shape.js';
import { as, quoted, sql, text } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import type { WebhookEventRow } from './rows.js';

const events = tableOf(WebhookEvent);
const event = events.of('w');

const keptBodies = tenantStatement(
  'webhook-event-bodies',
  sql`select ${as('id', event.id)}, ${as('body', event.keptBody)} from ${events.table} w
    where ${event.tenantId} = $1 and ${event.id} = any($2::uuid[])`,
);

/** The bodies as stored in the ledger, without secrets. */
export async function loadKeptBodies(
  reader: TenantReader,
  ids: readonly string[],
): Promise<(string | null)[]> {
  const rows = await reader.rows(keptBodies, ids);
  const bodies = new Map(rows.map(row => [row.id, row.body]));
  return ids.map(id => bodies.get(id) ?? null);
}

const originals = tenantStatement(
  'webhook-event-originals',
  sql`select distinct on (k.id) ${as('duplicateId', text('k.id'))}, ${selectWithout(WebhookEvent, 'w', ['keptBody'])}
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) as k(id, account_id, external_event_id, dedupe_key)
     join ${events.table} w on ${event.externalEventId} = k.external_event_id and ${event.accountId} = k.account_id
      and (k.dedupe_key is null or ${event.dedupeKey} = k.dedupe_key)
    where ${event.tenantId} = $1 and ${event.status} = ${quoted(WebhookEventStatus.PROCESSED)} and ${event.id} <> k.id
    order by k.id, ${event.id}`,
);

/** The processed event with the same external id on the same account; null for an event that is no duplicate. */
export async function loadOriginals(
  reader: TenantReader,
  duplicates: readonly WebhookEventRow[],
): Promise<(WebhookEventRow | null)[]> {
  const rows = await reader.rows(
    originals,
    duplicates.map(row => row.id),
    duplicates.map(row => row.accountId),
    duplicates.map(row => row.externalEventId),
    duplicates.map(row => row.dedupeKey),
  );
  const known = new Map(rows.map(row => [row.duplicateId, row]));
  return duplicates.map(row => known.get(row.id) ?? null);
}
