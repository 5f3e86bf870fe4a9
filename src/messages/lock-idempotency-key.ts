/**
 * The lock of an idempotency key: every insert of a message with a key takes it until its transaction ends. A second insert
 * would wait for the first one anyway, at the unique index; only a lock can be tried, so that those that share a statement
 * leave a key out for which they would have to wait (`store-replies.ts`).
 */

/** First half of the advisory lock's key; must not be used for anything else on the database. */
export const idempotencyKeyLock = 721_530_204;

/** SQL condition that is true, and takes the lock; both are SQL expressions of text, `key` can be null. */
export const lockIdempotencyKeySql = (tenantId: string, key: string): string =>
  `(${key} is null or pg_advisory_xact_lock(${idempotencyKeyLock}, hashtext(${tenantId} || ' ' || ${key})) is not null)`;
