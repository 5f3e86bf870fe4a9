/**
 * The usual steps of a send as one query each: claiming a QUEUED message, and concluding an attempt that the
 * provider accepted. Their functions in the database (migration `send-steps`) do nothing when anything is unusual.
 */
import type { Database } from '../database/database.js';
import { messageKeyLock } from '../database/lock-message-key.js';
import { as, int, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import type { SendOutcome } from '../providers/contract/send.js';
import type { JobRun, SendJob } from './send-job.js';

const claimStatement = statement(
  'outbox-claim-queued',
  sql`select ${as('attempt', int('s."attempt"'))}, ${as('position', int('s."position"'))}
    from "claim_queued_message"($1, $2, $3, $4, $5, $6) s`,
);

const concludeStatement = statement(
  'outbox-conclude-accepted',
  sql`select ${as('position', int('s."position"'))}
    from "conclude_accepted_message"($1, $2, $3, $4, $5, $6, $7, ${messageKeyLock}, $8) s("position")`,
);

/**
 * Claims a message that is QUEUED and next in its conversation. This process commits: a statement that commits by itself
 * would also be finished, after a wait for a lock, for a process that has died meanwhile and sends nothing.
 *
 * @returns the attempt; null when nothing was done
 */
export async function claimQueued(
  database: Database,
  { tenantId, messageId }: SendJob,
  run: JobRun | null,
): Promise<number | null> {
  const [row] = await database.transaction(transaction =>
    transaction.query(claimStatement, [
      ...[tenantId, messageId, run?.jobId ?? null, run?.lockedBy ?? null],
      ...[uuidV7(), uuidV7()],
    ]),
  );
  if (!row) return null;
  database.announce({ tenantId, position: row.position });
  return row.attempt;
}

/** Makes a message SENT whose newest attempt was accepted. @returns false when nothing was done */
export async function concludeAccepted(
  database: Database,
  { tenantId, channelId, messageId }: SendJob,
  attempt: number,
  outcome: Extract<SendOutcome, { readonly outcome: 'ACCEPTED' }>,
): Promise<boolean> {
  const [row] = await database.query(concludeStatement, [
    ...[tenantId, channelId, messageId, attempt],
    ...[outcome.externalId, outcome.httpStatus, outcome.providerRequestId, uuidV7()],
  ]);
  if (!row) return false;
  database.announce({ tenantId, position: row.position });
  return true;
}
