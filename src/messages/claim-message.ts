/**
 * Claims a message for one attempt: SENDING and the attempt's row are committed before the request is sent, so that a
 * later run knows that it may have been sent.
 */
import { tableOf } from '../database/columns.js';
import type { Database, Transaction } from '../database/database.js';
import { as, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { MessageStatus } from '../domain/delivery-status.js';
import { ChannelStatus, SendOutcomeKind } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import {
  type AttemptEnd,
  attemptStarted,
  findLatestAttempt,
  finishAttempt,
  startAttempt,
} from './attempts.js';
import { enqueueNextIfSettled, isBehindAnother } from './conversation-order.js';
import { type LockedMessage, lockMessage, toEvents } from './locked-message.js';
import { recordStatus, requeueMessage } from './message-status.js';
import { isCurrentRun, type JobRun, type SendJob } from './send-job.js';
import { claimQueued } from './send-steps.js';

/** The result of a claim. */
export type Claim =
  /** The attempt with this number is ours: send now. */
  | { readonly type: 'claimed'; readonly attempt: number }
  /** An older message of the conversation comes first; settling it enqueues this one again. */
  | { readonly type: 'behind' }
  /** Its number is not ACTIVE; a trigger enqueues its job again once it is. */
  | { readonly type: 'held' }
  /** Nothing is left to do, or another run of the job does it. */
  | { readonly type: 'settled' };

const channel = tableOf(Channel).of('h');

/**
 * A key share lock: it conflicts with the user who pauses or activates the number. It does not wait for provider
 * reports, which lock a number before its messages.
 */
const channelStatement = statement(
  'outbox-lock-channel-status',
  sql`select ${as('status', channel.status)} from ${tableOf(Channel).table} h
    where ${channel.id} = $1 for key share`,
);

const interrupted =
  'The server stopped between the request and the answer, so it is not known whether the provider accepted it.';

/**
 * Claims the message of a job: the usual one in one statement (`send-steps.ts`), else step by step.
 *
 * While the number is not ACTIVE, nothing is claimed: no reply, no retry, no next message. The message stays QUEUED.
 *
 * An attempt that was started and never finished belongs to a process that died. Unless the provider deduplicates
 * messages (`canRepeat`), the message becomes UNKNOWN and is not sent again automatically.
 *
 * @param run the job's own row; a run that was replaced meanwhile, or taken for dead, leaves everything to the next
 */
export async function claimMessage(
  database: Database,
  job: SendJob,
  canRepeat: boolean,
  run: JobRun | null,
): Promise<Claim> {
  const attempt = await claimQueued(database, job, run);
  return attempt === null ? claimStepwise(database, job, canRepeat, run) : { type: 'claimed', attempt };
}

function claimStepwise(
  database: Database,
  job: SendJob,
  canRepeat: boolean,
  run: JobRun | null,
): Promise<Claim> {
  return database.publish(job.tenantId, async (transaction): Promise<Claim> => {
    const locked = await lockMessage(transaction, job.tenantId, job.messageId);
    if (locked === null) return settled;
    // This can wait for the transaction that settles the older message and adds a job for this one, so it comes first.
    const isBehind = await isBehindAnother(transaction, locked);
    // Before the job is checked: activating the number replaces the job, and waits for this lock or is visible here.
    const isHeld = (await lockChannelStatus(transaction, locked)) !== ChannelStatus.ACTIVE;
    if (run && !(await isCurrentRun(transaction, job, run))) return settled;
    const latest = await findLatestAttempt(transaction, locked.id);
    const isInterrupted = latest?.outcome === attemptStarted;
    const isDue =
      locked.status === MessageStatus.QUEUED || (locked.status === MessageStatus.SENDING && canRepeat);
    if (isDue && isBehind) return { type: 'behind' };
    if (latest && isInterrupted) await finishAttempt(transaction, locked.id, latest.number, interruptedEnd);
    if (!isDue) {
      if (isInterrupted && locked.status === MessageStatus.SENDING) {
        await recordStatus(transaction, locked, {
          status: MessageStatus.UNKNOWN,
          at: null,
          failure: { providerCode: null, message: interrupted, retryable: false },
          sourceEventId: null,
        });
      }
      await enqueueNextIfSettled(transaction, locked);
      transaction.emit(...toEvents(locked));
      return settled;
    }
    if (isHeld) {
      if (locked.status === MessageStatus.SENDING) await requeueMessage(transaction, locked, null);
      transaction.emit(...toEvents(locked));
      return { type: 'held' };
    }
    const attempt = (latest?.number ?? 0) + 1;
    await startAttempt(transaction, locked, attempt);
    if (locked.status !== MessageStatus.SENDING) {
      await recordStatus(transaction, locked, {
        status: MessageStatus.SENDING,
        at: null,
        failure: null,
        sourceEventId: null,
      });
    }
    transaction.emit(...toEvents(locked));
    return { type: 'claimed', attempt };
  });
}

async function lockChannelStatus(
  transaction: Transaction,
  { channelId }: LockedMessage,
): Promise<ChannelStatus | null> {
  const [row] = await transaction.query(channelStatement, [channelId]);
  return row?.status ?? null;
}

const settled: Claim = { type: 'settled' };

const interruptedEnd: AttemptEnd = {
  outcome: SendOutcomeKind.UNKNOWN,
  httpStatus: null,
  providerRequestId: null,
  error: interrupted,
};
