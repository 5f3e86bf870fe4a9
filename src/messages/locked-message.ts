/**
 * A message under its row lock.
 *
 * Everything that changes the status of a message (the job, a status report, a user's retry) takes this lock first, so
 * that changes are serialised, and emits one event for all of them at the end of its transaction.
 *
 * Order of locks: report key (`status-report.ts`), message, older messages of its conversation, event counter.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { MessageStatus } from '../domain/delivery-status.js';
import type { MessageDirection } from '../domain/vocabulary.js';
import { Message } from '../entities/message.entity.js';
import { messageUpdated } from './message-updated.js';

/** The fields that the status of a message depends on, locked until the transaction ends. */
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
  /** GraphQL names of the fields that this transaction changed. */
  readonly changed: Set<string>;
  /** The event for an opt-out that a failure caused. */
  readonly optOuts: NewEvent[];
}

/** The columns of a locking statement. */
export type LockedRow = Omit<LockedMessage, 'statusBefore' | 'changed' | 'optOuts'>;

/** The properties of `LockedMessage`. */
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
const message = messages.of('m');

const lockStatement = statement(
  'outbox-lock-message',
  sql`select ${messages.select('m', lockedProperties)} from ${messages.table} m
    where ${message.id} = $2 and ${message.tenantId} = $1 for no key update`,
);

const assignStatement = statement(
  'outbox-name-message',
  `update ${messages.table} m set ${messages.column.externalId} = $2
    where ${message.id} = $1
      and not exists (select 1 from ${messages.table} o where ${messages.of('o').channelId} = $3 and ${messages.of('o').externalId} = $2)
   returning ${message.id}`,
);

const touchStatement = statement(
  'outbox-touch-message',
  `update ${messages.table} m set ${messages.column.version} = ${message.version} + 1 where ${message.id} = $1`,
);

/** Raises the version of a message when related rows changed. */
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

/** Converts a row that another statement locked with `lockedProperties`. */
export function toLocked(row: LockedRow): LockedMessage {
  return { ...row, statusBefore: row.status, changed: new Set(), optOuts: [] };
}

/** Assigns the provider's id to a message, unless another message of the channel has it. @returns true if assigned */
export async function assignExternalId(
  transaction: Transaction,
  locked: LockedMessage,
  externalId: string,
): Promise<boolean> {
  if (locked.externalId === externalId) return false;
  const rows = await transaction.query(assignStatement, [locked.id, externalId, locked.channelId]);
  if (rows.length === 0) return false;
  locked.externalId = externalId;
  locked.changed.add('externalId');
  return true;
}

/** The events for the changes; none when nothing changed. */
export function toEvents(locked: LockedMessage): NewEvent[] {
  if (locked.changed.size === 0) return [];
  return [...messageUpdated(locked, locked.changed), ...locked.optOuts];
}
