/**
 * Writes webhooks of the booking system to the ledger: one transaction inserts each event's row and, if it needs
 * processing, its job. An event whose key exists already is a DUPLICATE, by a unique index.
 */
import { createHash } from 'node:crypto';
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, quoted, sql, typedAs } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { BookingEvent, KeptBookingEvent } from '../domain/booking-event.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { WebhookEventStatus, WebhookSource } from '../domain/vocabulary.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import type { BookingAccountEntry } from './booking-directory.js';
import { addBookingEventJob } from './event-job.js';
import { endingOf, writeConnectionState } from './salon-connection.js';

/** Content of a webhook request. */
export interface BookingDelivery {
  readonly account: Pick<BookingAccountEntry, 'id' | 'tenantId' | 'companyIds'>;
  readonly events: readonly KeptBookingEvent[];
  readonly receivedAt: Date;
  /** Headers that may be stored. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The committed result of one event; a RECEIVED one has a job. */
export interface BookingReceipt {
  readonly ledgerId: string;
  readonly status: WebhookEventStatus;
  readonly reason: string | null;
}

/** Accepts events; resolves when they are committed, rejects only when nothing was stored. */
export type BookingIntake = (delivery: BookingDelivery) => Promise<readonly BookingReceipt[]>;

const ledger = tableOf(WebhookEvent);
const columns = ledger.list([
  'id',
  'tenantId',
  'accountId',
  'channelExternalId',
  'source',
  'eventType',
  'externalEventId',
  'dedupeKey',
  'itemIndex',
  'status',
  'reason',
  'receivedAt',
  'processedAt',
  'keptBody',
  'headers',
]);

const record = statement(
  'booking-event-record',
  sql`with given as materialized (
     select $1::uuid as id, $2::uuid as tenant_id, $3::uuid as account_id, $4::text as company_id, $5::text as event_type,
            $6::text as external_event_id, $7::smallint as item_index, $8::text as status, $9::text as reason,
            $10::timestamptz as received_at, $11::text as kept_body, $12::jsonb as headers,
            $14::text as dedupe_key
   ), taken as (
     insert into ${ledger.table} (${columns})
     select id, tenant_id, account_id, company_id, ${quoted(WebhookSource.YCLIENTS)}, event_type, external_event_id, dedupe_key, item_index, status, reason,
            received_at, case when status = ${quoted(WebhookEventStatus.RECEIVED)} then null else clock_timestamp() end, kept_body, headers from given
     on conflict (${ledger.column.accountId}, ${ledger.column.dedupeKey})
       where ${ledger.column.source} = ${quoted(WebhookSource.YCLIENTS)} and ${ledger.column.status} <> ${quoted(WebhookEventStatus.DUPLICATE)} do nothing
     returning ${ledger.column.status} as status
   ), repeated as (
     insert into ${ledger.table} (${columns})
     select id, tenant_id, account_id, company_id, ${quoted(WebhookSource.YCLIENTS)}, event_type, external_event_id, dedupe_key, item_index, ${quoted(WebhookEventStatus.DUPLICATE)}, null,
            received_at, clock_timestamp(), kept_body, headers from given where not exists (select from taken)
     returning ${ledger.column.status} as status
   ), job as (
     select ${addBookingEventJob({ tenantId: '$2::uuid', ledgerId: '$1::uuid', queue: '$13::text' })}
       from taken where status = ${quoted(WebhookEventStatus.RECEIVED)}
   )
   select ${as('status', typedAs<WebhookEventStatus>('status'))} from taken where (select count(*) from job) >= 0 union all select status from repeated`,
);

/** Creates the intake. */
export function createBookingIntake(
  database: Database,
  alert: (message: string, facts: Readonly<Record<string, unknown>>) => void,
): BookingIntake {
  return async ({ account, events, receivedAt, headers }) => {
    const endings: { readonly companyId: string; readonly state: string }[] = [];
    const receipts = await database.transaction(async transaction => {
      const receipts: BookingReceipt[] = [];
      for (const [itemIndex, { event, keptBody }] of events.entries()) {
        const ledgerId = uuidV7();
        const companyId = companyOf(event, account.companyIds);
        const verdict = judge(event, companyId, account.companyIds);
        const [row] = await transaction.query(record, [
          ledgerId,
          account.tenantId,
          account.id,
          companyId,
          event.eventType,
          event.type === 'booking' ? event.externalId : (event.resourceId ?? null),
          itemIndex,
          verdict.status,
          verdict.reason,
          receivedAt,
          keptBody,
          JSON.stringify(headers),
          queueOf(event, companyId),
          event.eventKey,
        ]);
        const ending = endingOf(event.eventType);
        if (ending !== null && companyId !== null) {
          const branch = { tenantId: account.tenantId, accountId: account.id, companyId };
          if (await writeConnectionState(transaction, branch, ending, receivedAt))
            endings.push({ companyId, state: ending });
        }
        const status = row?.status ?? WebhookEventStatus.DUPLICATE;
        receipts.push({ ledgerId, status, reason: status === verdict.status ? verdict.reason : null });
      }
      return receipts;
    });
    for (const { companyId, state } of endings)
      alert('A branch ended its connection with the booking system; it no longer sends bookings.', {
        ...{ tenantId: account.tenantId, accountId: account.id, companyId, state },
      });
    return receipts;
  };
}

/** An event without a company belongs to the connection's only branch, if there is exactly one. */
function companyOf(event: BookingEvent, companyIds: readonly string[]): string | null {
  return event.companyId ?? (companyIds.length === 1 ? (companyIds[0] ?? null) : null);
}

function judge(event: BookingEvent, companyId: string | null, companyIds: readonly string[]) {
  if (endingOf(event.eventType) !== null && companyId !== null && companyIds.includes(companyId)) {
    const reason = 'The booking system no longer sends bookings of this branch; see the state of the branch.';
    return { status: WebhookEventStatus.PROCESSED, reason };
  }
  if (event.type === 'ignored') return { status: WebhookEventStatus.IGNORED, reason: event.reason };
  if (companyId === null || !companyIds.includes(companyId)) {
    const reason =
      companyId === null
        ? 'The request names no company, and the connection has several branches or none.'
        : `No branch has the company id "${companyId}"; add it with upsertSalon, then this is processed by itself.`;
    return { status: WebhookEventStatus.QUARANTINED, reason };
  }
  return { status: WebhookEventStatus.RECEIVED, reason: null };
}

const queueCount = 16;

/** Events of one booking run in order; one queue per booking would be too many. */
function queueOf(event: BookingEvent, companyId: string | null): string {
  const name = event.type === 'booking' ? `${companyId} ${event.externalId}` : '';
  return `bookings ${createHash('sha256').update(name).digest().readUInt16BE(0) % queueCount}`;
}
