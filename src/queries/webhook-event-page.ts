/** The ledger: pages, newest first, and counts. */
import { tableOf } from '../database/columns.js';
import { as, int, sql, text } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { firstUuidAt } from '../domain/first-uuid-at.js';
import type { WebhookEventStatus, WebhookSource } from '../domain/vocabulary.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import { idIs, textHas, timeIs, wordIn, wordIs } from './conditions.js';
import { concernsContacts } from './ledger-of-contacts.js';
import type { Page, PageArguments } from './page.js';
import { listById, plainRows } from './projection.js';
import { type PageSource, readPage } from './read-page.js';
import type { WebhookEventRow } from './rows.js';

const events = tableOf(WebhookEvent);
const event = events.of('w');
const list = listById(WebhookEvent, 'webhook-events', 'webhook-events', 'w', 'desc');
const projection = plainRows(WebhookEvent, 'w', ['keptBody']);

/** Ledger ids are created after the request arrived; clocks of several processes may differ by this much. */
const maxClockDifferenceMs = 3_600_000;

/** Filters of the ledger; absent and null filter nothing, all given ones must hold. */
export interface WebhookEventListFilter {
  readonly sources?: readonly WebhookSource[] | null;
  readonly status?: readonly WebhookEventStatus[] | null;
  readonly eventTypes?: readonly string[] | null;
  /** A part of the reason. */
  readonly reason?: string | null;
  readonly accountId?: string | null;
  readonly channelId?: string | null;
  readonly receivedAfter?: Date | null;
  readonly receivedBefore?: Date | null;
  readonly externalEventId?: string | null;
  /** Entries about messages with these contacts. */
  readonly contactIds?: readonly string[] | null;
}

/** The ledger of the tenant. @throws BadUserInputError, CursorInvalidError */
export function webhookEventPage(
  source: PageSource,
  filter: WebhookEventListFilter,
  args: PageArguments,
): Promise<Page<WebhookEventRow>> {
  const conditions = [
    ...wordIn('sources', event.source, filter.sources),
    ...wordIn('status', event.status, filter.status),
    ...wordIn('eventTypes', event.eventType, filter.eventTypes),
    ...textHas('reason', event.reason, filter.reason),
    ...idIs('accountId', event.accountId, filter.accountId),
    ...idIs('channelId', event.channelId, filter.channelId),
    ...timeIs('receivedAfter', event.receivedAt, '>=', filter.receivedAfter),
    ...timeIs('receivedBefore', event.receivedAt, '<', filter.receivedBefore),
    ...wordIs('externalEventId', event.externalEventId, filter.externalEventId),
    ...concernsContacts(event.id, filter.contactIds ?? null),
  ];
  return readPage(source, { list, projection, conditions }, args);
}

/** Number of entries of one kind with one result. */
export interface EventTypeCountRow {
  readonly eventType: string;
  readonly status: WebhookEventStatus;
  readonly count: number;
}

const counts = tenantStatement(
  'webhook-event-counts',
  sql`select ${as('eventType', text(`coalesce(${event.eventType}, 'unknown')`))}, ${as('status', event.status)}, ${as('count', int('count(*)'))}
     from ${events.table} w
    where ${event.tenantId} = $1 and ${event.id} >= $2::uuid and ${event.receivedAt} >= $3::timestamptz
    group by 1, 2 order by 1, 2`,
);

/** Counts the ledger entries that arrived at or after a moment. */
export function webhookEventCounts(reader: TenantReader, since: Date): Promise<EventTypeCountRow[]> {
  const oldest = firstUuidAt(new Date(since.getTime() - maxClockDifferenceMs));
  return reader.rows(counts, oldest, since);
}
