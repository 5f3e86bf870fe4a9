/** Writes the outcome of an attempt: one transaction after the call, independent of the call's duration. */

import type { Database, Transaction } from '../database/database.js';
import { lockMessageKey } from '../database/lock-message-key.js';
import { MessageStatus } from '../domain/delivery-status.js';
import { assertNever } from '../domain/errors.js';
import type { SendOutcome } from '../providers/contract/send.js';
import { findLatestAttempt, finishAttempt } from './attempts.js';
import { backOffMs } from './back-off.js';
import { enqueueNextIfSettled } from './conversation-order.js';
import { assignExternalId, type LockedMessage, lockMessage, toEvents } from './locked-message.js';
import { type Failure, recordStatus, requeueMessage, type StatusUpdate } from './message-status.js';
import { enqueueSend, type JobRun, type SendJob } from './send-job.js';
import { concludeAccepted } from './send-steps.js';
import { applyWaitingReports } from './waiting-reports.js';

/** An attempt that has an outcome. */
export interface Conclusion {
  readonly job: SendJob;
  readonly attempt: number;
  readonly outcome: SendOutcome;
  readonly maxAttempts: number;
  /** The run of the job, if one is known. */
  readonly run?: JobRun | null;
}

/**
 * Writes the outcome of an attempt: the usual ACCEPTED in one statement (`send-steps.ts`), else step by step.
 *
 * A newer attempt fences an older one: the outcome of the older is stored in its row and no longer changes the message.
 * An earlier status report is never lowered. An outcome that arrives after the attempt was recorded as interrupted
 * still counts: it settles the UNKNOWN.
 *
 * @returns the resulting status of the message; null when a newer attempt has taken over.
 */
export async function concludeAttempt(
  database: Database,
  conclusion: Conclusion,
): Promise<MessageStatus | null> {
  const { job, attempt, outcome, run = null } = conclusion;
  if (outcome.outcome === 'ACCEPTED' && (await concludeAccepted(database, job, attempt, outcome, run)))
    return MessageStatus.SENT;
  return concludeStepwise(database, conclusion);
}

function concludeStepwise(database: Database, conclusion: Conclusion): Promise<MessageStatus | null> {
  const { job, attempt, outcome } = conclusion;
  const externalId = outcome.outcome === 'ACCEPTED' ? outcome.externalId : null;
  return database.publish(job.tenantId, async transaction => {
    if (externalId !== null) await lockMessageKey(transaction, job.channelId, externalId);
    const locked = await lockMessage(transaction, job.tenantId, job.messageId);
    if (locked === null) return null;
    const latest = await findLatestAttempt(transaction, locked.id);
    const isNewest = latest?.number === attempt;
    // Written already, by a transaction whose response was lost.
    if (isNewest && latest.outcome === outcome.outcome) return locked.status;
    await finishAttempt(transaction, locked.id, attempt, {
      outcome: outcome.outcome,
      httpStatus: outcome.httpStatus,
      providerRequestId: outcome.outcome === 'ACCEPTED' ? outcome.providerRequestId : null,
      error: outcome.outcome === 'ACCEPTED' ? null : outcome.detail,
    });
    if (!isNewest) return null;
    await applyOutcome(transaction, locked, conclusion);
    if (externalId !== null && (await assignExternalId(transaction, locked, externalId))) {
      await applyWaitingReports(transaction, locked);
    }
    await enqueueNextIfSettled(transaction, locked);
    transaction.emit(...toEvents(locked));
    return locked.status;
  });
}

/** Statuses in which it is not certain that the provider has the message. */
const open = new Set([MessageStatus.QUEUED, MessageStatus.SENDING, MessageStatus.UNKNOWN]);

async function applyOutcome(
  transaction: Transaction,
  locked: LockedMessage,
  { job, attempt, outcome, maxAttempts }: Conclusion,
): Promise<void> {
  // A provider report is proof; a failure of our own call is not.
  const mayFail = open.has(locked.status);
  const record = (status: MessageStatus, failure: Failure | null): Promise<boolean> => {
    const update: StatusUpdate = { status, at: null, failure, sourceEventId: null };
    return recordStatus(transaction, locked, update, failure === null || mayFail);
  };
  switch (outcome.outcome) {
    case 'ACCEPTED':
      await record(MessageStatus.SENT, null);
      return;
    case 'REJECTED':
      await record(MessageStatus.FAILED, toFailure(outcome.providerCode, outcome.detail, false));
      return;
    case 'UNKNOWN':
      await record(MessageStatus.UNKNOWN, toFailure(null, outcome.detail, false));
      return;
    case 'RETRY': {
      const failure = toFailure(outcome.providerCode, outcome.detail, true);
      const round = attempt - job.attemptsBefore;
      if (locked.status !== MessageStatus.SENDING || round >= maxAttempts) {
        await record(MessageStatus.FAILED, failure);
        return;
      }
      await requeueMessage(transaction, locked, failure);
      await enqueueSend(transaction, job, { delayMs: backOffMs(round, outcome.retryAfterMs) });
      return;
    }
    default:
      return assertNever(outcome);
  }
}

const toFailure = (providerCode: string | null, message: string, retryable: boolean): Failure => ({
  providerCode,
  message,
  retryable,
});
