/**
 * The usual steps of a send as one query each: claiming a QUEUED message, and concluding an attempt that the
 * provider accepted. Their functions in the database (migration `send-steps`) do nothing when anything is unusual.
 */
import type { Database } from '../database/database.js';
import { messageKeyLock } from '../database/lock-message-key.js';
import { as, int, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { workerUse } from '../jobs/dead-workers.js';
import type { SendOutcome } from '../providers/contract/send.js';
import type { JobRun, SendJob } from './send-job.js';

const claimStatement = statement(
  'outbox-claim-queued',
  sql`select ${as('attempt', int('s."attempt"'))}, ${as('position', int('s."position"'))}
    from "claim_queued_message"($1, $2, $3, $4, ${workerUse}, $5, $6) s`,
);

const concludeStatement = statement(
  'outbox-conclude-accepted',
  sql`select ${as('position', int('s."position"'))}
    from "conclude_accepted_message"($1, $2, $3, $4, $5, $6, $7, ${messageKeyLock}, $8, $9, $10) s("position")`,
);

/**
 * Claims a message that is QUEUED and next in its conversation. A statement that commits by itself would also be finished,
 * after a wait for a lock, for a process that has died meanwhile and sends nothing. So the function ends with a look at the
 * liveness lock of the run's process; without a run, this process commits.
 *
 * @returns the attempt; null when nothing was done
 */
export async function claimQueued(
  database: Database,
  { tenantId, messageId }: SendJob,
  run: JobRun | null,
): Promise<number | null> {
  const parameters = [tenantId, messageId, run?.jobId ?? null, run?.lockedBy ?? null, uuidV7(), uuidV7()];
  const [row] = run
    ? await database.query(claimStatement, parameters)
    : await database.transaction(({ query }) => query(claimStatement, parameters));
  if (!row) return null;
  database.announce({ tenantId, position: row.position });
  return row.attempt;
}

/**
 * Makes a message SENT whose newest attempt was accepted, and ends its job where this process added it.
 *
 * @returns false when nothing was done
 */
export async function concludeAccepted(
  database: Database,
  { tenantId, channelId, messageId }: SendJob,
  attempt: number,
  outcome: Extract<SendOutcome, { readonly outcome: 'ACCEPTED' }>,
  run: JobRun | null,
): Promise<boolean> {
  const [row] = await database.query(concludeStatement, [
    ...[tenantId, channelId, messageId, attempt],
    ...[outcome.externalId, outcome.httpStatus, outcome.providerRequestId, uuidV7()],
    ...(run?.onEnded ? [run.jobId, run.lockedBy] : [null, null]),
  ]);
  if (!row) return false;
  run?.onEnded?.();
  database.announce({ tenantId, position: row.position });
  return true;
}
