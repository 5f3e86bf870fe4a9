/** Bytes inside webhooks: stored in the database before the acknowledgement, until they are in the storage. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { AttachmentState, WebhookEventStatus } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { InlineMedia } from '../entities/inline-media.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';

/** Bytes of one event. */
export interface NewInlineBytes {
  readonly tenantId: string;
  readonly ledgerId: string;
  readonly digest: string;
  readonly bytes: Uint8Array;
}

const inline = tableOf(InlineMedia);
const row = inline.of('i');
const file = tableOf(Attachment).of('f');
const event = tableOf(WebhookEvent).of('w');
const { QUARANTINED, FAILED, RECEIVED } = WebhookEventStatus;

const keepStatement = statement(
  'media-keep-inline',
  `insert into ${inline.table} (${inline.list(['ledgerId', 'digest', 'tenantId', 'bytes', 'createdAt'])})
   values ($1, $2, $3, $4, now()) on conflict do nothing`,
);

const readStatement = statement(
  'media-read-inline',
  sql`select ${as('bytes', row.bytes)} from ${inline.table} i where ${row.tenantId} = $1 and ${row.digest} = $2 limit 1`,
);

/** The ledger is searched by its own key, the files by the tenant's pending ones: both are few. */
const sweepStatement = statement(
  'media-sweep-inline',
  `delete from ${inline.table} i where ${row.createdAt} < now() - $1::float8 * interval '1 ms'
      and not exists (select 1 from ${tableOf(WebhookEvent).table} w where ${event.id} = ${row.ledgerId}
            and ${event.status} in ('${QUARANTINED}', '${FAILED}', '${RECEIVED}'))
      and not exists (select 1 from ${tableOf(Attachment).table} f where ${file.state} = ${quoted(AttachmentState.PENDING)}
            and ${file.messageId} is not null and ${file.tenantId} = ${row.tenantId}
            and ${file.mediaId} = 'inline:' || ${row.digest})
   returning ${row.digest}`,
);

/** Stores bytes, committed when it resolves. */
export async function keepInlineBytes(database: Database, all: readonly NewInlineBytes[]): Promise<void> {
  for (const { ledgerId, digest, tenantId, bytes } of all) {
    await database.query(keepStatement, [ledgerId, digest, tenantId, bytes]);
  }
}

/** The bytes with a digest; null when they are not stored or were deleted. */
export async function readInlineBytes(
  database: Database,
  tenantId: string,
  digest: string,
): Promise<Uint8Array | null> {
  const [found] = await database.query(readStatement, [tenantId, digest]);
  return found?.bytes ?? null;
}

/** Deletes bytes that are in the storage, or that no event uses. @returns how many */
export async function sweepInlineBytes(database: Database, olderThanMs: number): Promise<number> {
  return (await database.query(sweepStatement, [olderThanMs])).length;
}
