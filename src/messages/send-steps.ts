/**
 * The usual steps of a send as one query each: claiming QUEUED messages, and concluding attempts that the provider
 * accepted. Steps of a company that are due at the same time share their query. Its function in the database (migration
 * `shared-steps`) leaves out a message with anything unusual.
 */
import type { Database, Transaction } from '../database/database.js';
import { messageKeyLock } from '../database/lock-message-key.js';
import { inArrays, statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { EventType } from '../domain/vocabulary.js';
import { workerUse } from '../jobs/dead-workers.js';
import type { SendOutcome } from '../providers/contract/send.js';
import { eventRowColumns, toMessageEvents } from './message-events.js';
import type { JobRun, SendJob } from './send-job.js';
import { shareStatement } from './shared-statement.js';

/** Facts of a step's row, by position; the rows of its event follow. */
const facts = ['place', 'position', 'at', 'attempt'] as const;

interface StepRow {
  /** From 1. */
  readonly place: number;
  /** Of the last event of all. */
  readonly position: number;
  readonly at: Date;
  readonly attempt: number;
}

/** @param call the call of the function; its argument is whether it returns the rows of events */
function stepStatements(name: string, attempt: string, call: (hasRows: boolean) => string) {
  const list = `s."place", s."position", s."at", ${attempt}`;
  return {
    plain: inArrays(statement(name, `select ${list} from ${call(false)} s`)),
    withRows: inArrays(
      statement(`${name}-with-rows`, `select ${list}, ${eventRowColumns('s')} from ${call(true)} s`),
    ),
  };
}

const claimStatements = stepStatements(
  'outbox-claim-queued',
  's."attempt"',
  hasRows => `"claim_queued_messages"($1, $2, $3, $4, ${workerUse}, $5, $6, ${hasRows})`,
);

const concludeStatements = stepStatements(
  'outbox-conclude-accepted',
  'null',
  hasRows =>
    `"conclude_accepted_messages"($1, $2, $3, $4, $5, $6, $7, ${messageKeyLock}, $8, $9, $10, ${hasRows})`,
);

const changedByStep = ({ externalId }: { readonly externalId: string | null }): readonly string[] =>
  externalId === null ? ['status', 'statusHistory'] : ['status', 'statusHistory', 'externalId'];

/** Runs a step. @returns its rows by place, and what announces its events once it is committed */
async function takeSteps(
  database: Database,
  tenantId: string,
  statements: ReturnType<typeof stepStatements>,
  parameters: readonly unknown[],
  query: Transaction['query'] = (...given) => database.query(...given),
): Promise<{ readonly rows: ReadonlyMap<number, StepRow>; announce(): void }> {
  const hasRows = database.followedTenants.has(tenantId);
  const values = await query(hasRows ? statements.withRows : statements.plain, parameters);
  const rows = values.map(
    ([place, position, at, attempt]) => ({ place, position, at, attempt }) as unknown as StepRow,
  );
  return {
    rows: new Map(rows.map(row => [row.place, row])),
    announce: () => {
      const [first] = rows;
      if (!first) return;
      const { position, at } = first;
      const kind = EventType.MESSAGE_UPDATED;
      const events = hasRows
        ? toMessageEvents(values, facts.length, { tenantId, position, at, kind, changedOf: changedByStep })
        : [];
      database.announce({ tenantId, position, events });
    },
  };
}

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
    const { rows, announce } = await takeSteps(database, tenantId, claimStatements, toClaim(tenantId, calls));
    announce();
    // By place: two runs of one message can be among the calls, and only one of them has it.
    return calls.map((_, index) => rows.get(index + 1)?.attempt ?? null);
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
  const { rows, announce } = await database.transaction(({ query }) =>
    takeSteps(database, tenantId, claimStatements, toClaim(tenantId, [{ messageId, run }]), query),
  );
  announce();
  return rows.get(1)?.attempt ?? null;
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
    const { rows, announce } = await takeSteps(database, tenantId, concludeStatements, [
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
    announce();
    return calls.map((_, index) => rows.has(index + 1));
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
