/**
 * Status reports that arrived before their message had the provider's id: they are stored in the history without a
 * message, and are applied when the message gets that id, under the lock of `database/lock-message-key.ts`.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { applyStatus, MessageStatus } from '../domain/delivery-status.js';
import { MessageStatusChange } from '../entities/message-status-change.entity.js';
import { adoptChangesOf } from './change-report.js';
import { type LockedMessage, touchMessage } from './locked-message.js';
import { moveMessage, type StatusUpdate, writeHistory } from './message-status.js';

const changes = tableOf(MessageStatusChange);
const change = changes.of('s');

const waitingStatement = statement(
  'outbox-waiting-reports',
  sql`select ${changes.select('s', ['id', 'status', 'at', 'failureCode', 'failureMessage', 'sourceEventId'])}
     from ${changes.table} s
    where ${change.channelId} = $1 and ${change.externalId} = $2 and ${change.messageId} is null
      and ${change.tenantId} = $3
    order by ${change.at}, ${change.id} for update`,
);

const adoptStatement = statement(
  'outbox-adopt-report',
  `update ${changes.table} s set ${changes.column.messageId} = $2, ${changes.column.applied} = $3
    where ${change.id} = $1`,
);

type WaitingRow = Pick<
  MessageStatusChange,
  'id' | 'status' | 'at' | 'failureCode' | 'failureMessage' | 'sourceEventId'
>;

/** Stores a report for a message that is not known yet. */
export async function storeWaitingReport(
  transaction: Transaction,
  about: { readonly tenantId: string; readonly channelId: string; readonly externalId: string },
  update: StatusUpdate,
): Promise<void> {
  await writeHistory(transaction, { ...about, messageId: null }, update, false);
}

/** Applies the reports that waited for the id just assigned to the message; oldest first. */
export async function applyWaitingReports(transaction: Transaction, locked: LockedMessage): Promise<void> {
  if (locked.externalId === null) return;
  const { externalId } = locked;
  for (const name of await adoptChangesOf(transaction, { ...locked, externalId })) locked.changed.add(name);
  const rows = await transaction.query(waitingStatement, [
    locked.channelId,
    locked.externalId,
    locked.tenantId,
  ]);
  for (const row of rows) {
    const update = toStatusUpdate(row);
    const isApplied = applyStatus(locked.status, update.status).applied;
    if (isApplied) await moveMessage(transaction, locked, update);
    else await touchMessage(transaction, locked.id);
    await transaction.query(adoptStatement, [row.id, locked.id, isApplied]);
    locked.changed.add('statusHistory');
  }
}

function toStatusUpdate(row: WaitingRow): StatusUpdate {
  const failed = row.status === MessageStatus.FAILED;
  return {
    status: row.status,
    at: row.at,
    failure: failed
      ? { providerCode: row.failureCode, message: row.failureMessage ?? unexplainedFailure, retryable: false }
      : null,
    sourceEventId: row.sourceEventId,
  };
}

/** The text of a failure when the provider gives none. */
export const unexplainedFailure = 'The provider reports that it could not deliver the message.';
