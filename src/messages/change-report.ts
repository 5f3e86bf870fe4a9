/** Applies a change that a provider reports, or stores it until the message is known. */
import { tableOf } from '../database/columns.js';
import type { Database, PublishingTransaction, Transaction } from '../database/database.js';
import { lockMessageKey } from '../database/lock-message-key.js';
import type { NewEvent } from '../database/publish.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { Message } from '../entities/message.entity.js';
import { applyChange, type ChangeableMessage, changeableProperties } from './apply-change.js';
import { messageUpdated } from './message-updated.js';
import { digestOf, type ReportedChange } from './reported-change.js';
import { type AdoptChangesJob, adoptChanges, keepWaitingChange } from './waiting-changes.js';

/** The message that a change refers to. */
export interface ChangeReportTarget {
  readonly tenantId: string;
  readonly channelId: string;
  readonly messageKey: string;
  readonly keyInChat: string | null;
}

/** The result of a change. */
export interface ChangeReportResult {
  /** Null while no message of the channel has the id; the change waits for it. */
  readonly messageId: string | null;
  readonly conversationId: string | null;
  /** True if it was new. */
  readonly isNew: boolean;
  /** The reason for a refusal. */
  readonly refused: string | null;
  /** The caller publishes them last in the same transaction. */
  readonly events: readonly NewEvent[];
}

const messages = tableOf(Message);
const message = messages.of('m');

const findStatement = statement(
  'find-changed-message',
  sql`select ${messages.select('m', changeableProperties)} from ${messages.table} m
    where ${message.tenantId} = $1 and ${message.channelId} = $2 and ${message.externalId} in ($3, $4)
    order by ${message.externalId} = $4 desc limit 1 for no key update`,
);

const lockStatement = statement(
  'lock-changed-message',
  sql`select ${messages.select('m', changeableProperties)} from ${messages.table} m
    where ${message.tenantId} = $1 and ${message.id} = $2 for no key update`,
);

/** Applies a change inside the caller's transaction; several in one transaction in order of (channel, message key). */
export async function applyChangeReport(
  transaction: Transaction,
  about: ChangeReportTarget,
  change: ReportedChange,
  hasTime: boolean,
): Promise<ChangeReportResult> {
  const { tenantId, channelId, messageKey } = about;
  await lockMessageKey(transaction, channelId, messageKey);
  const target = await findTarget(transaction, about);
  if (target === null) {
    const waitsFor = { tenantId, channelId, externalId: messageKey };
    const isNew = await keepWaitingChange(transaction, waitsFor, change, digestOf(change, hasTime));
    return { messageId: null, conversationId: null, isNew, refused: null, events: [] };
  }
  const outcome = await applyChange(transaction, target, change);
  const { id: messageId, conversationId } = target;
  if ('refused' in outcome)
    return { messageId, conversationId, isNew: false, refused: outcome.refused, events: [] };
  const events = messageUpdated(target, outcome.changed);
  return { messageId, conversationId, isNew: events.length > 0, refused: null, events };
}

/** Applies the changes that wait for a message, inside a transaction that has set its id under the lock of the key. */
export function adoptChangesOf(
  transaction: Transaction,
  {
    id,
    tenantId,
    channelId,
    externalId,
  }: {
    readonly id: string;
    readonly tenantId: string;
    readonly channelId: string;
    readonly externalId: string;
  },
): Promise<readonly string[]> {
  return adoptChanges(transaction, { tenantId, channelId, externalIds: [externalId] }, () =>
    lockTarget(transaction, tenantId, id),
  );
}

/**
 * Applies the changes that wait for an id, in a transaction of its own; does nothing without such a message.
 * @returns true if the message exists
 */
export async function adoptWaitingChanges(
  database: Database,
  { tenantId, channelId, externalId }: AdoptChangesJob,
): Promise<boolean> {
  const work = async (transaction: PublishingTransaction): Promise<boolean> => {
    await lockMessageKey(transaction, channelId, externalId);
    const about = { tenantId, channelId, messageKey: externalId, keyInChat: null };
    const target = await findTarget(transaction, about);
    if (target === null) return false;
    const externalIds = [externalId];
    const lock = () => lockTarget(transaction, tenantId, target.id);
    const changed = await adoptChanges(transaction, { tenantId, channelId, externalIds }, lock);
    transaction.emit(...messageUpdated(target, changed));
    return true;
  };
  return database.publish(tenantId, work, database.keyedPool);
}

async function findTarget(
  transaction: Transaction,
  about: ChangeReportTarget,
): Promise<ChangeableMessage | null> {
  const { tenantId, channelId, messageKey, keyInChat } = about;
  const parameters = [tenantId, channelId, messageKey, keyInChat ?? messageKey];
  const [target] = await transaction.query(findStatement, parameters);
  return target ?? null;
}

async function lockTarget(
  transaction: Transaction,
  tenantId: string,
  messageId: string,
): Promise<ChangeableMessage | null> {
  const [target] = await transaction.query(lockStatement, [tenantId, messageId]);
  return target ?? null;
}
