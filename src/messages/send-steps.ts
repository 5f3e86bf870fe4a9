/**
 * The usual steps of a send as one query each: claiming QUEUED messages, and concluding attempts that the provider
 * accepted. Steps of a company that are due at the same time share their query. Its function in the database (migration
 * `own-sends`) leaves out a message with anything unusual.
 */
import type { Database } from '../database/database.js';
import { messageKeyLock } from '../database/lock-message-key.js';
import { as, int, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { workerUse } from '../jobs/dead-workers.js';
import type { SendOutcome } from '../providers/contract/send.js';
import type { JobRun, SendJob } from './send-job.js';
import { shareStatement } from './shared-statement.js';

const claimStatement = statement(
  'outbox-claim-queued',
  sql`select ${as('place', int('s."place"'))}, ${as('attempt', int('s."attempt"'))}, ${as('position', int('s."position"'))}
    from "claim_queued_messages"($1, $2, $3, $4, ${workerUse}, $5, $6) s`,
);

const concludeStatement = statement(
  'outbox-conclude-accepted',
  sql`select ${as('place', int('s."place"'))}, ${as('position', int('s."position"'))}
    from "conclude_accepted_messages"($1, $2, $3, $4, $5, $6, $7, ${messageKeyLock}, $8, $9, $10) s`,
);

/** What a step takes while it waits: some ids. */
const bytesOfCall = 512;

interface ClaimCall {
  readonly messageId: string;
  readonly run: JobRun | null;
}

const toClaim = (tenantId: string, calls: readonly ClaimCall[]): unknown[] => [
  tenantId,
  calls.map(({ messageId }) => messageId),
  calls.map(({ run }) => run?.jobId ?? null),
  calls.map(({ run }) => run?.lockedBy ?? null),
  calls.map(() => uuidV7()),
  calls.map(() => uuidV7()),
];

const claimTogether = shareStatement<ClaimCall, number | null>(
  async (database, tenantId, calls) => {
    const rows = await database.query(claimStatement, toClaim(tenantId, calls));
    if (rows[0]) database.announce({ tenantId, position: rows[0].position });
    // By place: two runs of one message can be among the calls, and only one of them has it.
    const attempts = new Map(rows.map(({ place, attempt }) => [place, attempt]));
    return calls.map((_, index) => attempts.get(index + 1) ?? null);
  },
  { bytesOf: () => bytesOfCall },
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
  if (run) return claimTogether(database, tenantId, { messageId, run });
  const [row] = await database.transaction(({ query }) =>
    query(claimStatement, toClaim(tenantId, [{ messageId, run }])),
  );
  if (!row) return null;
  database.announce({ tenantId, position: row.position });
  return row.attempt;
}

interface ConcludeCall {
  readonly job: SendJob;
  readonly attempt: number;
  readonly outcome: Extract<SendOutcome, { readonly outcome: 'ACCEPTED' }>;
  /** The job to end with it. */
  readonly own: JobRun | null;
}

const concludeTogether = shareStatement<ConcludeCall, boolean>(
  async (database, tenantId, calls) => {
    const rows = await database.query(concludeStatement, [
      tenantId,
      calls.map(({ job }) => job.channelId),
      calls.map(({ job }) => job.messageId),
      calls.map(({ attempt }) => attempt),
      calls.map(({ outcome }) => outcome.externalId),
      calls.map(({ outcome }) => outcome.httpStatus),
      calls.map(({ outcome }) => outcome.providerRequestId),
      calls.map(() => uuidV7()),
      calls.map(({ own }) => own?.jobId ?? null),
      calls.map(({ own }) => own?.lockedBy ?? null),
    ]);
    if (rows[0]) database.announce({ tenantId, position: rows[0].position });
    const done = new Set(rows.map(({ place }) => place));
    return calls.map((_, index) => done.has(index + 1));
  },
  {
    // Both are texts of the provider.
    bytesOf: ({ outcome: { externalId, providerRequestId } }) =>
      bytesOfCall + 2 * ((externalId?.length ?? 0) + (providerRequestId?.length ?? 0)),
  },
);

/**
 * Makes a message SENT whose newest attempt was accepted, and ends its job where this process added it.
 *
 * @returns false when nothing was done
 */
export async function concludeAccepted(
  database: Database,
  job: SendJob,
  attempt: number,
  outcome: ConcludeCall['outcome'],
  run: JobRun | null,
): Promise<boolean> {
  const own = run?.onEnded ? run : null;
  const isDone = await concludeTogether(database, job.tenantId, { job, attempt, outcome, own });
  if (isDone) own?.onEnded?.();
  return isDone;
}
