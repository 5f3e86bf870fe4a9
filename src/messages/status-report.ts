/** Status reports of providers: find the message, advance it if the ladder allows, and store the report. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { lockMessageKey } from '../database/lock-message-key.js';
import type { NewEvent } from '../database/publish.js';
import { quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { MessageStatus } from '../domain/delivery-status.js';
import type { ReportedFailure } from '../domain/inbound-event.js';
import { isUuid } from '../domain/uuid-v7.js';
import { MessageDirection } from '../domain/vocabulary.js';
import { Message } from '../entities/message.entity.js';
import { MessageStatusChange } from '../entities/message-status-change.entity.js';
import { enqueueNextIfSettled } from './conversation-order.js';
import {
  assignExternalId,
  type LockedMessage,
  lockedProperties,
  toEvents,
  toLocked,
} from './locked-message.js';
import { recordStatus, type StatusUpdate } from './message-status.js';
import { applyWaitingReports, storeWaitingReport, unexplainedFailure } from './waiting-reports.js';

/** A provider's status report, with its channel. */
export interface ChannelStatusReport {
  readonly tenantId: string;
  readonly channelId: string;
  /** The provider's id of the message. */
  readonly messageKey: string;
  /** The correlation id that we gave the provider, if it returns it: the message's id. */
  readonly correlationId: string | null;
  readonly status: MessageStatus;
  /** The provider's clock; null when it gives none. */
  readonly at: Date | null;
  readonly failure: ReportedFailure | null;
  /** The ledger row of the report. */
  readonly sourceEventId: string | null;
}

/** The result of a report. */
export interface StatusReportResult {
  /** Null while no message of the channel has the id; the report waits for it. */
  readonly messageId: string | null;
  /** True if it advanced the message. */
  readonly applied: boolean;
  /** The caller publishes them last in the same transaction. */
  readonly events: readonly NewEvent[];
}

const messages = tableOf(Message);
const message = messages.of('m');
const changes = tableOf(MessageStatusChange);
const change = changes.of('s');

const findStatement = statement(
  'outbox-find-reported',
  sql`select ${messages.select('m', lockedProperties)} from ${messages.table} m
    where ${message.id} = coalesce(
            (select ${messages.of('k').id} from ${messages.table} k
              where ${messages.of('k').channelId} = $2 and ${messages.of('k').externalId} = $3),
            $4::uuid)
      and ${message.tenantId} = $1 and ${message.channelId} = $2 and ${message.direction} = ${quoted(MessageDirection.OUTBOUND)}
      for no key update`,
);

/**
 * Without a provider time, the same status of the same provider id is the same report: callbacks are repeated, steps
 * are not. A message that is sent again gets another id.
 */
const isSameReport = (at: string, messageKey: string) =>
  `(${change.at} = ${at} or (${at}::timestamptz is null and ${change.sourceEventId} is not null
     and ${change.externalId} = ${messageKey}))`;

const reportedBeforeStatement = statement(
  'outbox-told-before',
  `select ${change.id} as "id" from ${changes.table} s
    where ${change.messageId} = $1 and ${change.status} = $2 and ${isSameReport('$3', '$4')} limit 1`,
);

const waitingBeforeStatement = statement(
  'outbox-waiting-before',
  `select ${change.id} as "id" from ${changes.table} s
    where ${change.channelId} = $1 and ${change.externalId} = $2 and ${change.messageId} is null
      and ${change.status} = $3 and ${isSameReport('$4', '$2')} limit 1`,
);

/**
 * Applies one report inside the caller's transaction.
 *
 * The message is found by the provider's id on the channel, else by our own id when the provider returns it, and then
 * gets the provider's. A repeated report changes nothing. Several reports in one transaction: in the order of (channel,
 * message key), or two such transactions can deadlock.
 */
export async function applyStatusReport(
  transaction: Transaction,
  report: ChannelStatusReport,
): Promise<StatusReportResult> {
  await lockMessageKey(transaction, report.channelId, report.messageKey);
  const update = toStatusUpdate(report);
  const locked = await findReported(transaction, report);
  if (locked === null) {
    const { tenantId, channelId, messageKey } = report;
    if (await waitsAlready(transaction, report)) return { messageId: null, applied: false, events: [] };
    await storeWaitingReport(transaction, { tenantId, channelId, externalId: messageKey }, update);
    return { messageId: null, applied: false, events: [] };
  }
  if (locked.externalId === null && (await assignExternalId(transaction, locked, report.messageKey))) {
    await applyWaitingReports(transaction, locked);
  }
  const reportedBefore = [locked.id, update.status, update.at, report.messageKey];
  if ((await transaction.query(reportedBeforeStatement, reportedBefore)).length > 0) {
    return { messageId: locked.id, applied: false, events: toEvents(locked) };
  }
  const applied = await recordStatus(transaction, locked, update);
  await enqueueNextIfSettled(transaction, locked);
  return { messageId: locked.id, applied, events: toEvents(locked) };
}

async function findReported(
  transaction: Transaction,
  report: ChannelStatusReport,
): Promise<LockedMessage | null> {
  const { tenantId, channelId, messageKey, correlationId } = report;
  const ownId = correlationId !== null && isUuid(correlationId) ? correlationId : null;
  const [row] = await transaction.query(findStatement, [tenantId, channelId, messageKey, ownId]);
  return row ? toLocked(row) : null;
}

/** True if the same report already waits for the message. */
async function waitsAlready(transaction: Transaction, report: ChannelStatusReport): Promise<boolean> {
  const { channelId, messageKey, status, at } = report;
  const rows = await transaction.query(waitingBeforeStatement, [channelId, messageKey, status, at]);
  return rows.length > 0;
}

function toStatusUpdate({ status, at, failure, sourceEventId }: ChannelStatusReport): StatusUpdate {
  const isFailure = status === MessageStatus.FAILED;
  return {
    status,
    at,
    failure: isFailure
      ? {
          providerCode: failure?.providerCode ?? null,
          message: failure?.message ?? unexplainedFailure,
          retryable: failure?.retryable ?? false,
        }
      : null,
    sourceEventId,
  };
}
