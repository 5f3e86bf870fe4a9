/**
 * Per-key lock for a provider's message id on a channel. Take it before giving a message its id and before looking a
 * message up by that id; otherwise each side could miss what the other has not committed yet.
 */
import type { Transaction } from './database.js';
import { statement } from './statement.js';

/** First half of the advisory lock's key; any number that nothing else on the database uses. */
const lockClass = 721_530_203;

const lockStatement = statement(
  'lock-message-key',
  `select pg_advisory_xact_lock(${lockClass}, hashtext($1::text || ' ' || $2::text))`,
);

/** Takes the lock until the transaction ends; before the lock of any message. */
export async function lockMessageKey(
  transaction: Transaction,
  channelId: string,
  messageKey: string,
): Promise<void> {
  await transaction.query(lockStatement, [channelId, messageKey]);
}
