/**
 * The event log position of a page.
 *
 * The position is selected in the same statement as the rows, so both come from one snapshot: every event up to it is
 * in the rows, none after it is. Query, then subscribe after `syncCursor`: no gap, no repeat.
 */
import { tableOf } from '../database/columns.js';
import { as, int, orNull, sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { EventCounter } from '../entities/event-counter.entity.js';

const counters = tableOf(EventCounter);
const counter = counters.of('ec');

/** An expression for a select list: the tenant's position in the snapshot of the statement. Evaluated once. */
export const syncPositionSql = `(select ${counter.position} from ${counters.table} ec where ${counter.tenantId} = $1)`;

const readPosition = tenantStatement(
  'sync-position',
  sql`select ${as('position', orNull(int(`${syncPositionSql}`)))}`,
);

/** The tenant's position by itself; must be read before its rows. */
export async function readSyncPosition(reader: TenantReader): Promise<number> {
  return (await reader.row(readPosition))?.position ?? 0;
}
