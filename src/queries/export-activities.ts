/** The audit log as a stream of rows, newest first; memory holds one chunk. */

import { tableOf } from '../database/columns.js';
import { as, orNull, sql, text } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { Activity } from '../entities/activity.entity.js';
import { AiAssistant } from '../entities/ai-assistant.entity.js';
import { User } from '../entities/user.entity.js';

/** Selects what to export; null selects all. */
export interface ActivityExport {
  readonly createdAfter: Date | null;
  readonly createdBefore: Date | null;
  readonly actions: readonly string[] | null;
  readonly actorIds: readonly string[] | null;
  readonly targetTypes: readonly string[] | null;
}

const chunkRows = 500;
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const a = tableOf(Activity).of('a');
const u = tableOf(User).of('u');
const q = tableOf(AiAssistant).of('q');

const selectChunk = tenantStatement(
  'export-activities',
  sql`select ${tableOf(Activity).select('a', [
    ...([
      'id',
      'createdAt',
      'action',
      'actorKind',
      'actorId',
      'targetType',
      'targetId',
      'contactId',
    ] as const),
    ...(['conversationId', 'changes', 'credentialKind', 'credentialId', 'ipAddress', 'userAgent'] as const),
  ])}, ${as('actorName', orNull(text(`coalesce(${u.name}, ${q.name})`)))}
     from ${tableOf(Activity).table} a
     left join ${tableOf(User).table} u on ${u.tenantId} = ${a.tenantId} and ${u.id} = ${a.actorId}
     left join ${tableOf(AiAssistant).table} q on ${q.tenantId} = ${a.tenantId} and ${q.id} = ${a.actorId}
    where ${a.tenantId} = $1 and ${a.id} < $2::uuid
      and ($3::timestamptz is null or ${a.createdAt} >= $3) and ($4::timestamptz is null or ${a.createdAt} < $4)
      and ($5::text[] is null or ${a.action} = any($5)) and ($6::uuid[] is null or ${a.actorId} = any($6))
      and ($7::text[] is null or ${a.targetType} = any($7))
    order by ${a.id} desc limit ${chunkRows}`,
);

/** A row of the export. */
export type ExportedActivity = Awaited<ReturnType<typeof readChunk>>[number];

const readChunk = (reader: TenantReader, wanted: ActivityExport, before: string) =>
  reader.rows(
    selectChunk,
    ...([before, wanted.createdAfter, wanted.createdBefore, wanted.actions] as const),
    ...([wanted.actorIds, wanted.targetTypes] as const),
  );

/** Reads the rows in chunks of a fixed size. */
export async function* exportActivities(
  reader: TenantReader,
  wanted: ActivityExport,
): AsyncGenerator<ExportedActivity[], void> {
  let before = lastId;
  for (;;) {
    const rows = await readChunk(reader, wanted, before);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    if (rows.length < chunkRows) return;
    before = last.id;
  }
}
