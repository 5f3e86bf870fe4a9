/**
 * The job that sends a message: a row of graphile-worker's table, enqueued in the transaction that makes the message
 * QUEUED, so that neither is committed without the other.
 *
 * Jobs have no queue name. A queue for each conversation would keep the order too, but graphile-worker locks every idle
 * queue row each time it looks for a job: measured with ten workers, 1,281 jobs a second without queues, 490 with 1,000
 * of them, 41 with 50,000. The claim keeps the order within a conversation instead (`claim-message.ts`), also behind a
 * message that waits for its next attempt, which a queue would let others pass.
 */

import type { Transaction } from '../database/database.js';
import { jobsView, jobTasksTable } from '../database/job-schema.js';
import { statement } from '../database/statement.js';
import { addJobSql, addOwnJobSql } from '../jobs/add-job.js';

/** Name of the task. */
export const sendMessageTask = 'send-message';

/** Payload of the job; ids only, everything else is read when it runs. */
export interface SendJob {
  readonly tenantId: string;
  readonly messageId: string;
  readonly channelId: string;
  /** Attempts of earlier rounds, which do not count for this one: a user's retry starts a new round. */
  readonly attemptsBefore: number;
}

/** The flag by which a process skips the jobs of a channel that may not send yet; see `pacer.ts`. */
export const channelFlag = (channelId: string): string => `channel:${channelId}`;

/** Attempts of the job itself, which fails only by a fault of this server. */
const jobMaxAttempts = 25;

/** SELECT of the task's row, which exists since the first worker or job. */
export const sendTask = `select from ${jobTasksTable} where identifier = '${sendMessageTask}'`;

/** SQL expression of the key of a message's job. */
export const sendJobKey = (messageId: string): string => `'send:' || ${messageId}`;

/** SQL expressions for `addSendJob`. */
interface SendJobSql {
  readonly tenantId: string;
  readonly messageId: string;
  readonly channelId: string;
  readonly attemptsBefore?: string;
  readonly runAt?: string;
  /** Keeps the time of a job that already waits. */
  readonly keepsRunAt?: boolean;
  /** True for a message of the same transaction, which no job can have yet: a fifth of the work for the database. */
  readonly isFirst?: boolean;
}

/**
 * SQL of the call that adds the job. One job per message: adding it again replaces the waiting one; while one runs, a
 * second is added, and the running one may no longer claim the message (`isCurrentRun`).
 */
export function addSendJob(sql: SendJobSql): string {
  const {
    tenantId,
    messageId,
    channelId,
    attemptsBefore = '0',
    runAt,
    keepsRunAt = false,
    isFirst = false,
  } = sql;
  return addJobSql(sendMessageTask, {
    ...toJobSql({ tenantId, messageId, channelId, attemptsBefore }),
    runAt,
    keyMode: isFirst ? "'unsafe_dedupe'" : keepsRunAt ? "'preserve_run_at'" : "'replace'",
  });
}

/**
 * SQL that adds the job of a message of the same statement, locked by the process that adds it; returns its id.
 * @param from the rows of the messages
 * @param lockedBy no job is added where it is null
 */
export const addOwnSendJob = (
  sql: Pick<SendJobSql, 'tenantId' | 'messageId' | 'channelId'>,
  from: string,
  lockedBy: string,
): string => addOwnJobSql(sendMessageTask, toJobSql({ ...sql, attemptsBefore: '0' }), from, lockedBy);

const toJobSql = (payload: { readonly [Name in keyof SendJob]: string }) => ({
  payload: { ...payload },
  maxAttempts: jobMaxAttempts,
  key: sendJobKey(payload.messageId),
  flags: `array['channel:' || ${payload.channelId}]`,
});

const enqueueStatement = statement(
  'outbox-enqueue',
  `select ${addSendJob({
    tenantId: '$1::uuid',
    messageId: '$2::uuid',
    channelId: '$3::uuid',
    attemptsBefore: '$4::int',
    runAt: "coalesce($5::timestamptz, now()) + $6::float8 * interval '1 ms'",
  })}`,
);

/** When a job runs: at a time, and no sooner than `delayMs` after it. Now by default. */
export interface SendJobTime {
  readonly at?: Date;
  readonly delayMs?: number;
}

/** Adds the job of a message, or moves it. */
export async function enqueueSend(
  transaction: Pick<Transaction, 'query'>,
  job: SendJob,
  { at, delayMs = 0 }: SendJobTime = {},
): Promise<void> {
  await transaction.query(enqueueStatement, [
    job.tenantId,
    job.messageId,
    job.channelId,
    job.attemptsBefore,
    at ?? null,
    delayMs,
  ]);
}

/** One run of a job: its row in graphile-worker's table, and its worker. */
export interface JobRun {
  readonly jobId: string;
  readonly lockedBy: string;
  /** When it was due. */
  readonly runAt: Date;
  /** For a job that this process added (`jobs/own-jobs.ts`): its row may end with an accepted message, which calls this. */
  readonly onEnded?: () => void;
}

const currentRunStatement = statement(
  'outbox-current-run',
  `select id from ${jobsView} where id = $1 and locked_by = $2 and key = ${sendJobKey('$3::text')}`,
);

/** True if the run still is the message's job: not replaced by a newer one, and not given to another process. */
export async function isCurrentRun(
  transaction: Pick<Transaction, 'query'>,
  job: SendJob,
  run: JobRun,
): Promise<boolean> {
  const rows = await transaction.query(currentRunStatement, [run.jobId, run.lockedBy, job.messageId]);
  return rows.length > 0;
}
