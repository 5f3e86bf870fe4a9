/**
 * Per-key lock for a provider's message id on a channel. Take it before assigning an id to a message and before a
 * lookup by that id; otherwise each side could miss the other's uncommitted change.
 */
import type { Transaction } from './database.js';
import { statement } from './statement.js';

/** First half of the advisory lock's key; must not be used for anything else on the database. */
export const messageKeyLock = 721_530_203;

const lockStatement = statement(
  'lock-message-key',
  `select pg_advisory_xact_lock(${messageKeyLock}, hashtext($1::text || ' ' || $2::text))`,
);

/** Takes the lock until the end of the transaction; must precede all locks of messages. */
export async function lockMessageKey(
  transaction: Transaction,
  channelId: string,
  messageKey: string,
): Promise<void> {
  await transaction.query(lockStatement, [channelId, messageKey]);
}
