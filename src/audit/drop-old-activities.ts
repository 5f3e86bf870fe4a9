/** Retention of the audit log. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { firstUuidAt } from '../domain/first-uuid-at.js';
import { Activity } from '../entities/activity.entity.js';
import { Tenant } from '../entities/tenant.entity.js';

const activities = tableOf(Activity);
const activity = activities.of('a');
const tenants = tableOf(Tenant);

const chunkRows = 5_000;

const listTenants = statement(
  'audit-retention-tenants',
  sql`select ${as('id', tenants.column.id)} from ${tenants.table}`,
);

const dropChunk = statement(
  'audit-retention-drop',
  `delete from ${activities.table} a where ${activity.id} in (
     select ${activity.id} from ${activities.table} a
      where ${activity.tenantId} = $1 and ${activity.id} < $2::uuid order by ${activity.id} limit ${chunkRows})
   returning ${activity.id} as "id"`,
);

/** Deletes activities older than `days`, in chunks. @returns the number of deleted rows */
export async function dropOldActivities(
  database: Pick<Database, 'query'>,
  days: number,
  now: Date = new Date(),
): Promise<number> {
  const before = firstUuidAt(new Date(now.getTime() - days * 86_400_000));
  let dropped = 0;
  for (const { id } of await database.query(listTenants)) {
    for (let rows = chunkRows; rows === chunkRows; ) {
      rows = (await database.query(dropChunk, [id, before])).length;
      dropped += rows;
    }
  }
  return dropped;
}
