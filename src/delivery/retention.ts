/** Retention: deletes old rows of the event log, so that it does not grow without bound. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { DomainEventRecord } from '../entities/domain-event.entity.js';
import { EventCounter } from '../entities/event-counter.entity.js';

const events = tableOf(DomainEventRecord);
const counters = tableOf(EventCounter);
const event = events.of('e');

const listTenants = statement(
  'retention-tenants',
  sql`select ${as('tenantId', counters.column.tenantId)} from ${counters.table}`,
);

/** Chunks are small, as the tenant's commits wait while its counter row is locked. */
const chunkRows = 2_000;

/**
 * Deletes up to the first event that is young enough, regardless of later times: a time is that of the transaction's
 * start, so times are not strictly in the order of positions, and a reader would skip a hole.
 */
const dropChunk = statement(
  'retention-drop-events',
  `with old as (
     select ${event.position} as position, ${event.at} as at from ${events.table} e
      where ${event.tenantId} = $1 order by ${event.position} limit ${chunkRows}
   ), doomed as (
     select position from old where position < coalesce((select min(position) from old where at >= $2), 'infinity'::float8)
   ), marked as (
     update ${counters.table} set ${counters.column.droppedThrough} = (select max(position) from doomed)
      where ${counters.column.tenantId} = $1 and exists (select 1 from doomed)
   )
   delete from ${events.table} e where ${event.tenantId} = $1 and ${event.position} in (select position from doomed)
   returning ${event.position} as position`,
);

/**
 * Deletes events older than `days`; an older cursor is then answered with CURSOR_EXPIRED.
 * @returns the number of deleted rows.
 */
export async function dropOldEvents(
  database: Database,
  days: number,
  now: Date = new Date(),
): Promise<number> {
  const before = new Date(now.getTime() - days * 86_400_000);
  let dropped = 0;
  for (const { tenantId } of await database.query(listTenants)) {
    for (let rows = chunkRows; rows === chunkRows; ) {
      rows = (await database.query(dropChunk, [tenantId, before])).length;
      dropped += rows;
    }
  }
  return dropped;
}
