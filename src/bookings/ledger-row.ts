/** The ledger row of a job: locked, then settled with the result. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { as, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';

/** The row. */
export interface LedgerRow {
  readonly id: string;
  readonly accountId: string;
  readonly companyId: string | null;
  readonly status: WebhookEventStatus;
  readonly receivedAt: Date;
  readonly keptBody: string;
}

const ledger = tableOf(WebhookEvent);
const event = ledger.of('w');

const lock = statement(
  'booking-event-lock',
  sql`select ${as('id', event.id)}, ${as('accountId', event.accountId)}, ${as('companyId', event.channelExternalId)},
          ${as('status', event.status)}, ${as('receivedAt', event.receivedAt)}, ${as('keptBody', event.keptBody)}
     from ${ledger.table} w where ${event.tenantId} = $1 and ${event.id} = $2 for update`,
);

const settle = statement(
  'booking-event-settle',
  `update ${ledger.table} w set ${ledger.column.status} = $2, ${ledger.column.reason} = $3,
          ${ledger.column.processedAt} = clock_timestamp(), ${ledger.column.nextAttemptAt} = null
    where ${event.id} = $1`,
);

/** graphile-worker waits e to the power of the attempts, in seconds. */
const recordFailure = statement(
  'booking-event-failure',
  `update ${ledger.table} w set ${ledger.column.attempts} = $3::int, ${ledger.column.reason} = $4,
          ${ledger.column.status} = case when $5::boolean then ${quoted(WebhookEventStatus.FAILED)} else ${event.status} end,
          ${ledger.column.processedAt} = clock_timestamp(),
          ${ledger.column.nextAttemptAt} = case when $5::boolean then null else now() + exp(least($3::int, 10)) * interval '1 s' end
    where ${event.tenantId} = $1 and ${event.id} = $2 and ${event.status} = ${quoted(WebhookEventStatus.RECEIVED)}`,
);

/** The row, locked until the transaction ends; null when retention has deleted it. */
export async function lockLedgerRow(
  transaction: Transaction,
  tenantId: string,
  id: string,
): Promise<LedgerRow | null> {
  const [row] = await transaction.query(lock, [tenantId, id]);
  return row ?? null;
}

/** Writes the result. */
export async function settleLedgerRow(
  transaction: Transaction,
  id: string,
  status: WebhookEventStatus,
  reason: string | null,
): Promise<void> {
  await transaction.query(settle, [id, status, reason]);
}

/** A failed attempt. */
export interface FailedAttempt {
  readonly tenantId: string;
  readonly ledgerId: string;
  /** Counts from 1. */
  readonly attempt: number;
  readonly isLast: boolean;
}

/** Records a failed attempt; after the last one the row is FAILED, and can be reprocessed. */
export async function recordFailedAttempt(
  database: Pick<Transaction, 'query'>,
  { tenantId, ledgerId, attempt, isLast }: FailedAttempt,
): Promise<void> {
  const reason = isLast
    ? 'The event could not be processed; the server log has the cause under this id.'
    : 'The event could not be processed yet; it is tried again by itself.';
  await database.query(recordFailure, [tenantId, ledgerId, attempt, reason, isLast]);
}
