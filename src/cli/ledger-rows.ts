/** Ledger rows for the command line: of one company, newest first. */
import { tableOf } from '../database/columns.js';
import { as, orNull, sql, text } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { isUuid } from '../domain/uuid-v7.js';
import { Channel } from '../entities/channel.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';

const events = tableOf(WebhookEvent);
const event = events.of('w');
const channel = tableOf(Channel).of('c');

/** Filter of rows; absent fields do not filter. */
export interface LedgerFilter {
  readonly ids?: readonly string[];
  readonly status?: readonly string[];
  readonly source?: readonly string[];
  /** The provider's id of the channel, known or not. */
  readonly channel?: string;
  readonly since?: Date;
  readonly until?: Date;
}

/** A row in a list. */
export type LedgerRow = Readonly<
  Pick<
    WebhookEvent,
    | 'id'
    | 'source'
    | 'eventType'
    | 'externalEventId'
    | 'status'
    | 'reason'
    | 'attempts'
    | 'receivedAt'
    | 'messageId'
  >
> & { readonly channel: string | null };

/** A complete row. */
export type LedgerEntry = LedgerRow &
  Readonly<Pick<WebhookEvent, 'processedAt' | 'keptBody' | 'headers' | 'itemIndex'>>;

const listed = [
  'id',
  'source',
  'eventType',
  'externalEventId',
  'status',
  'reason',
  'attempts',
  'receivedAt',
  'messageId',
] as const;
const shown = [...listed, 'processedAt', 'keptBody', 'headers', 'itemIndex'] as const;
/** The channel that the event was stored under, else the one in the request. */
const namedChannel = orNull(
  text(
    `coalesce((select ${channel.externalId} from ${tableOf(Channel).table} c where ${channel.id} = ${event.channelId}), ${event.channelExternalId})`,
  ),
);

const conditions = `${event.tenantId} = $1
      and ($2::uuid[] is null or ${event.id} = any($2)) and ($3::text[] is null or ${event.status} = any($3))
      and ($4::text[] is null or ${event.source} = any($4)) and ($5::text is null or ${namedChannel} = $5)
      and ($6::timestamptz is null or ${event.receivedAt} >= $6) and ($7::timestamptz is null or ${event.receivedAt} < $7)`;

const selectList = tenantStatement(
  'cli-ledger-list',
  sql`select ${events.select('w', listed)}, ${as('channel', namedChannel)} from ${events.table} w
    where ${conditions} order by ${event.id} desc limit $8::int`,
);
const selectIds = tenantStatement(
  'cli-ledger-ids',
  sql`select ${as('id', event.id)} from ${events.table} w where ${conditions} order by ${event.id}`,
);
const selectEntry = tenantStatement(
  'cli-ledger-entry',
  sql`select ${events.select('w', shown)}, ${as('channel', namedChannel)} from ${events.table} w
    where ${event.tenantId} = $1 and ${event.id} = $2`,
);

const toParameters = ({ ids, status, source, channel: externalId, since, until }: LedgerFilter) =>
  [ids ?? null, status ?? null, source ?? null, externalId ?? null, since ?? null, until ?? null] as const;

/** The newest matching rows. */
export function listLedger(reader: TenantReader, filter: LedgerFilter, limit: number): Promise<LedgerRow[]> {
  return reader.rows(selectList, ...toParameters(filter), limit);
}

/** Ids of all matching rows, oldest first: the order for reprocessing. */
export async function listLedgerIds(reader: TenantReader, filter: LedgerFilter): Promise<string[]> {
  return (await reader.rows(selectIds, ...toParameters(filter))).map(row => row.id);
}

/** One row, or null. */
export async function findLedgerEntry(reader: TenantReader, id: string): Promise<LedgerEntry | null> {
  return isUuid(id) ? reader.row(selectEntry, id) : null;
}
