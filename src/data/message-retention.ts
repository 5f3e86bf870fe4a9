/** Deletes messages, their files and notes past their company's `messageRetentionDays`. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, notNull, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { clearMessages } from '../desk/clear-messages.js';
import { firstUuidAt } from '../domain/first-uuid-at.js';
import { Channel } from '../entities/channel.entity.js';
import { Note } from '../entities/note.entity.js';
import { SearchDocument } from '../entities/search-document.entity.js';
import { Tenant } from '../entities/tenant.entity.js';

const tenants = tableOf(Tenant);
const tenant = tenants.of('t');
const channels = tableOf(Channel);
const channel = channels.of('h');
const notes = tableOf(Note);
const documents = tableOf(SearchDocument);
const note = notes.of('n');

const dayMs = 86_400_000;
const chunkRows = 1_000;
/** A run deletes at most this many messages; the next one, an hour later, continues. */
const maxPerRun = 100_000;

/** Thrown to end a run at its bound. */
class RunIsFull extends Error {}

const listStatement = statement(
  'message-retention-channels',
  sql`select ${as('tenantId', tenant.id)}, ${as('days', notNull(tenant.messageRetentionDays))}, ${as('channelId', channel.id)}
     from ${tenants.table} t join ${channels.table} h on ${channel.tenantId} = ${tenant.id}
    where ${tenant.messageRetentionDays} is not null order by ${channel.id}`,
);
const notesStatement = statement(
  'message-retention-notes',
  sql`with old as (
     select ${notes.of('o').id} as id from ${notes.table} o where ${notes.of('o').tenantId} = $1 and ${notes.of('o').id} < $2::uuid
      order by ${notes.of('o').id} limit ${chunkRows}
   ), documents as (
     delete from ${documents.table} where ${documents.column.subjectId} in (select id from old)
   )
   delete from ${notes.table} n where ${note.id} in (select id from old) returning ${as('id', note.id)}`,
);

/** Deletes them, up to a bound for each run. @returns how many messages */
export async function dropOldMessages(
  database: Database,
  now: Date = new Date(),
  max = maxPerRun,
): Promise<number> {
  let dropped = 0;
  const swept = new Set<string>();
  for (const { tenantId, days, channelId } of await database.query(listStatement)) {
    const before = new Date(now.getTime() - days * dayMs);
    const already = dropped;
    const stopAt = (deleted: number): void => {
      dropped = already + deleted;
      if (dropped >= max) throw new RunIsFull();
    };
    try {
      await clearMessages(database, { tenantId, channelId, before, includeUnsettled: false }, stopAt);
    } catch (error) {
      if (error instanceof RunIsFull) return dropped;
      throw error;
    }
    if (swept.has(tenantId)) continue;
    swept.add(tenantId);
    for (let rows = chunkRows; rows === chunkRows; )
      rows = (await database.query(notesStatement, [tenantId, firstUuidAt(before)])).length;
  }
  return dropped;
}
