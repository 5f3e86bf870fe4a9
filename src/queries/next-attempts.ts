/** When a message will be tried next: the time of its job, whose key contains the message's id. */
import { tableOf } from '../database/columns.js';
import { jobsView } from '../database/job-schema.js';
import { as, moment, sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { Message } from '../entities/message.entity.js';

const messages = tableOf(Message);
const message = messages.of('m');

const nextAttempts = tenantStatement(
  'next-attempts',
  sql`select ${as('id', message.id)}, ${as('at', moment('j.run_at'))} from ${messages.table} m
     join ${jobsView} j on j.key = 'send:' || ${message.id}
    where ${message.tenantId} = $1 and ${message.id} = any($2::uuid[])`,
);

/** The time of each message's next attempt; null when no job waits for it. */
export async function loadNextAttempts(
  reader: TenantReader,
  ids: readonly string[],
): Promise<(Date | null)[]> {
  const rows = await reader.rows(nextAttempts, ids);
  const times = new Map(rows.map(row => [row.id, row.at]));
  return ids.map(id => times.get(id) ?? null);
}
