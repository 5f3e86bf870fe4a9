/**
 * A message under its row lock, and the writing of what becomes of it.
 *
 * Everything that changes how far a message came (the job, a status report, a person's retry) takes this lock
 * first, so that changes follow each other, and tells of them with one event at the end of its transaction.
 *
 * Order of locks: report key (`status-report.ts`), message, older messages of its conversation, event counter.
 */

import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { applyStatus, MessageStatus } from '../domain/delivery-status.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { EventType, type MessageDirection } from '../domain/vocabulary.js';
import { Message } from '../entities/message.entity.js';
import { MessageStatusChange } from '../entities/message-status-change.entity.js';
import { applyOptOutRefusal } from '../people/opt-outs.js';
import { findKindsByOptOutCode } from '../providers/registry.js';

/** The rows of a message that its status depends on, locked until the transaction ends. */
export interface LockedMessage {
  readonly id: string;
  readonly tenantId: string;
  readonly conversationId: string;
  readonly channelId: string;
  readonly direction: MessageDirection;
  /** The status when the lock was taken. */
  readonly statusBefore: MessageStatus;
  status: MessageStatus;
  externalId: string | null;
  /** GraphQL names of what this transaction changed so far. */
  readonly changed: Set<string>;
  /** The event for an opt-out that a failure caused. */
  readonly optOuts: NewEvent[];
}

/** What a locking statement reads. */
export type LockedRow = Omit<LockedMessage, 'statusBefore' | 'changed' | 'optOuts'>;

/** Why a message failed, or why nobody knows. */
export interface Failure {
  readonly providerCode: string | null;
  readonly message: string;
  /** Whether sending the same again can succeed. */
  readonly retryable: boolean;
}

/** A status that somebody tells: we or the provider. */
export interface ToldStatus {
  readonly status: MessageStatus;
  /** The provider's clock; null for ours. */
  readonly at: Date | null;
  readonly failure: Failure | null;
  /** The ledger row of the report; null for what we tell ourselves. */
  readonly sourceEventId: string | null;
}

/** The properties that `LockedMessage` is made of. */
export const lockedProperties = [
  'id',
  'tenantId',
  'conversationId',
  'channelId',
  'direction',
  'status',
  'externalId',
] as const;

const messages = tableOf(Message);
const changes = tableOf(MessageStatusChange);
const message = messages.of('m');

const lockStatement = statement(
  'outbox-lock-message',
  sql`select ${messages.select('m', lockedProperties)} from ${messages.table} m
    where ${message.id} = $2 and ${message.tenantId} = $1 for no key update`,
);

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
  `insert into ${changes.table} (${changes.list([
    'id',
    'tenantId',
    'channelId',
    'messageId',
    'externalId',
    'status',
    'at',
    'recordedAt',
    'applied',
    'failureCode',
    'failureMessage',
    'sourceEventId',
  ])})
   values ($1, $2, $3, $4, $5, $6, coalesce($7, clock_timestamp()), clock_timestamp(), $8, $9, $10, $11)`,
);

const nameStatement = statement(
  'outbox-name-message',
  `update ${messages.table} m set ${messages.column.externalId} = $2
    where ${message.id} = $1
      and not exists (select 1 from ${messages.table} o where ${messages.of('o').channelId} = $3 and ${messages.of('o').externalId} = $2)
   returning ${message.id}`,
);

const touchStatement = statement(
  'outbox-touch-message',
  `update ${messages.table} m set ${messages.column.status} = ${message.status} where ${message.id} = $1`,
);

/** Raises the version of a message whose row stays as it is while something that belongs to it changed. */
export async function touchMessage(transaction: Transaction, messageId: string): Promise<void> {
  await transaction.query(touchStatement, [messageId]);
}

/** Locks a message of a tenant; null when there is none. */
export async function lockMessage(
  transaction: Transaction,
  tenantId: string,
  messageId: string,
): Promise<LockedMessage | null> {
  const [row] = await transaction.query(lockStatement, [tenantId, messageId]);
  return row ? toLocked(row) : null;
}

/** A message whose row was locked by another statement with `lockedProperties`. */
export function toLocked(row: LockedRow): LockedMessage {
  return { ...row, statusBefore: row.status, changed: new Set(), optOuts: [] };
}

/**
 * Writes a status that was told: it moves the message when the ladder lets it, and stays in the history either way.
 * @param mayMove false to write the history only
 * @returns whether it moved the message.
 */
export async function tellStatus(
  transaction: Transaction,
  locked: LockedMessage,
  told: ToldStatus,
  mayMove = true,
): Promise<boolean> {
  const isApplied = mayMove && applyStatus(locked.status, told.status).applied;
  const code = told.failure?.providerCode ?? '';
  const kinds = findKindsByOptOutCode(code);
  if (kinds.length > 0) {
    const { tenantId, conversationId } = locked;
    locked.optOuts.push(
      ...(await applyOptOutRefusal(transaction, { tenantId, conversationId, code, kinds })),
    );
  }
  if (isApplied) await moveMessage(transaction, locked, told);
  else await touchMessage(transaction, locked.id);
  await writeHistory(transaction, { ...locked, messageId: locked.id }, told, isApplied);
  locked.changed.add('statusHistory');
  return isApplied;
}

/**
 * Puts a message back in line: the one step down the ladder, taken only by whoever knows that nobody sends it at
 * the moment.
 */
export async function requeueMessage(
  transaction: Transaction,
  locked: LockedMessage,
  failure: Failure | null,
): Promise<void> {
  const told: ToldStatus = { status: MessageStatus.QUEUED, at: null, failure: null, sourceEventId: null };
  await moveMessage(transaction, locked, told);
  await writeHistory(transaction, { ...locked, messageId: locked.id }, { ...told, failure }, true);
  locked.changed.add('statusHistory');
}

/** Gives a message the provider's id, unless another message of the channel has it. @returns whether it did. */
export async function nameMessage(
  transaction: Transaction,
  locked: LockedMessage,
  externalId: string,
): Promise<boolean> {
  if (locked.externalId === externalId) return false;
  const rows = await transaction.query(nameStatement, [locked.id, externalId, locked.channelId]);
  if (rows.length === 0) return false;
  locked.externalId = externalId;
  locked.changed.add('externalId');
  return true;
}

/** Writes one row of the history; without a message it waits for one. */
export async function writeHistory(
  transaction: Transaction,
  about: Pick<LockedMessage, 'tenantId' | 'channelId' | 'externalId'> & { readonly messageId: string | null },
  told: ToldStatus,
  isApplied: boolean,
): Promise<void> {
  await transaction.query(historyStatement, [
    uuidV7(),
    about.tenantId,
    about.channelId,
    about.messageId,
    about.externalId,
    told.status,
    told.at,
    isApplied,
    told.failure?.providerCode ?? null,
    told.failure?.message ?? null,
    told.sourceEventId,
  ]);
}

/** The event that tells of what changed; empty when nothing did. */
export function toEvents(locked: LockedMessage): NewEvent[] {
  if (locked.changed.size === 0) return [];
  return [
    {
      kind: EventType.MESSAGE_UPDATED,
      subjectId: locked.id,
      channelId: locked.channelId,
      conversationId: locked.conversationId,
      messageId: locked.id,
      changed: [...locked.changed],
    },
    ...locked.optOuts,
  ];
}

/** Moves the message and notes what changed. A failure stays in sight when a proof of delivery overtakes it; our own new beginnings clear it. */
export async function moveMessage(
  transaction: Transaction,
  locked: LockedMessage,
  told: ToldStatus,
): Promise<void> {
  const isOvertaken =
    locked.status === MessageStatus.FAILED &&
    (told.status === MessageStatus.DELIVERED || told.status === MessageStatus.READ);
  const hadFailure = locked.status === MessageStatus.FAILED || locked.status === MessageStatus.UNKNOWN;
  if (told.failure !== null || (hadFailure && !isOvertaken)) locked.changed.add('failure');
  if (told.status !== locked.status) locked.changed.add('status');
  await transaction.query(moveStatement, [
    locked.id,
    told.status,
    told.failure?.providerCode ?? null,
    told.failure?.message ?? null,
    told.failure?.retryable ?? null,
    isOvertaken,
  ]);
  locked.status = told.status;
}
