/** Statuses of a message: the step on the ladder, and the row of its history. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { insertSelect } from '../database/insert-select.js';
import { statement } from '../database/statement.js';
import { applyStatus, MessageStatus } from '../domain/delivery-status.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Message } from '../entities/message.entity.js';
import { MessageStatusChange } from '../entities/message-status-change.entity.js';
import { applyOptOutRefusal } from '../people/opt-outs.js';
import { findKindsByOptOutCode } from '../providers/registry.js';
import { type LockedMessage, touchMessage } from './locked-message.js';

/** Reason of a failure or of an unknown outcome. */
export interface Failure {
  readonly providerCode: string | null;
  readonly message: string;
  /** True if a retry of the same message can succeed. */
  readonly retryable: boolean;
}

/** A new status, from a provider report or from our own work. */
export interface StatusUpdate {
  readonly status: MessageStatus;
  /** The provider's clock; null for ours. */
  readonly at: Date | null;
  readonly failure: Failure | null;
  /** The ledger row of the report; null for our own work. */
  readonly sourceEventId: string | null;
}

const messages = tableOf(Message);
const changes = tableOf(MessageStatusChange);
const message = messages.of('m');

const moveStatement = statement(
  'outbox-move-message',
  `update ${messages.table} m set
     ${messages.column.status} = $2,
     ${messages.column.failureCode} = case when $6 then ${message.failureCode} else $3 end,
     ${messages.column.failureMessage} = case when $6 then ${message.failureMessage} else $4 end,
     ${messages.column.failureRetryable} = case when $6 then ${message.failureRetryable} else $5::boolean end
   where ${message.id} = $1`,
);

const historyStatement = statement(
  'outbox-write-history',
  insertSelect(changes, {
    ...{ id: '$1::uuid', tenantId: '$2::uuid', channelId: '$3::uuid', messageId: '$4::uuid' },
    ...{ externalId: '$5::text', status: '$6::text', at: 'coalesce($7::timestamptz, clock_timestamp())' },
    ...{ recordedAt: 'clock_timestamp()', applied: '$8::boolean', failureCode: '$9::text' },
    ...{ failureMessage: '$10::text', sourceEventId: '$11::uuid' },
  }),
);

/**
 * Records a status: it advances the message when the ladder allows it, and is written to the history in any case.
 * @param mayMove false to write the history only
 * @returns true if this status advanced the message; false if it arrived late
 */
export async function recordStatus(
  transaction: Transaction,
  locked: LockedMessage,
  update: StatusUpdate,
  mayMove = true,
): Promise<boolean> {
  const isApplied = mayMove && applyStatus(locked.status, update.status).applied;
  const code = update.failure?.providerCode ?? '';
  const kinds = findKindsByOptOutCode(code);
  if (kinds.length > 0) {
    const { tenantId, conversationId } = locked;
    locked.optOuts.push(
      ...(await applyOptOutRefusal(transaction, { tenantId, conversationId, code, kinds })),
    );
  }
  if (isApplied) await moveMessage(transaction, locked, update);
  else await touchMessage(transaction, locked.id);
  await writeHistory(transaction, { ...locked, messageId: locked.id }, update, isApplied);
  locked.changed.add('statusHistory');
  return isApplied;
}

/** Requeues a message: the only step down the ladder. The caller must know that no attempt of it is running. */
export async function requeueMessage(
  transaction: Transaction,
  locked: LockedMessage,
  failure: Failure | null,
): Promise<void> {
  const update: StatusUpdate = { status: MessageStatus.QUEUED, at: null, failure: null, sourceEventId: null };
  await moveMessage(transaction, locked, update);
  await writeHistory(transaction, { ...locked, messageId: locked.id }, { ...update, failure }, true);
  locked.changed.add('statusHistory');
}

/** Inserts one row of the history; without a message it waits until one gets its external id. */
export async function writeHistory(
  transaction: Transaction,
  about: Pick<LockedMessage, 'tenantId' | 'channelId' | 'externalId'> & { readonly messageId: string | null },
  update: StatusUpdate,
  isApplied: boolean,
): Promise<void> {
  await transaction.query(historyStatement, [
    uuidV7(),
    about.tenantId,
    about.channelId,
    about.messageId,
    about.externalId,
    update.status,
    update.at,
    isApplied,
    update.failure?.providerCode ?? null,
    update.failure?.message ?? null,
    update.sourceEventId,
  ]);
}

/**
 * Sets the status, and records the changed fields. A failure stays visible when a proof of delivery overtakes it; a new
 * attempt clears it.
 */
export async function moveMessage(
  transaction: Transaction,
  locked: LockedMessage,
  update: StatusUpdate,
): Promise<void> {
  const isOvertaken =
    locked.status === MessageStatus.FAILED &&
    (update.status === MessageStatus.DELIVERED || update.status === MessageStatus.READ);
  const hadFailure = locked.status === MessageStatus.FAILED || locked.status === MessageStatus.UNKNOWN;
  if (update.failure !== null || (hadFailure && !isOvertaken)) locked.changed.add('failure');
  if (update.status !== locked.status) locked.changed.add('status');
  await transaction.query(moveStatement, [
    locked.id,
    update.status,
    update.failure?.providerCode ?? null,
    update.failure?.message ?? null,
    update.failure?.retryable ?? null,
    isOvertaken,
  ]);
  locked.status = update.status;
}
