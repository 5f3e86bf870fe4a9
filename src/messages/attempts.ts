/** Attempt rows: inserted as STARTED before the request is sent, and completed with the outcome. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { SendAttempt } from '../entities/send-attempt.entity.js';
import type { LockedMessage } from './locked-message.js';

/** The last attempt of a message. */
export interface LatestAttempt {
  readonly number: number;
  /** STARTED until its outcome is known. */
  readonly outcome: string;
}

/** The end of an attempt. */
export interface AttemptEnd {
  readonly outcome: string;
  readonly httpStatus: number | null;
  readonly providerRequestId: string | null;
  /** The error, without secrets. */
  readonly error: string | null;
}

/** Outcome of an attempt whose end is not known yet. */
export const attemptStarted = 'STARTED';

const attempts = tableOf(SendAttempt);
const attempt = attempts.of('a');

const latestStatement = statement(
  'outbox-latest-attempt',
  sql`select ${attempts.select('a', ['number', 'outcome'])} from ${attempts.table} a
    where ${attempt.messageId} = $1 order by ${attempt.number} desc limit 1`,
);

const startStatement = statement(
  'outbox-start-attempt',
  `insert into ${attempts.table} (${attempts.list(['id', 'tenantId', 'messageId', 'number', 'startedAt', 'outcome'])})
   values ($1, $2, $3, $4, clock_timestamp(), '${attemptStarted}')`,
);

const finishStatement = statement(
  'outbox-finish-attempt',
  `update ${attempts.table} a set
     ${attempts.column.finishedAt} = clock_timestamp(), ${attempts.column.outcome} = $3,
     ${attempts.column.httpStatus} = $4, ${attempts.column.providerRequestId} = $5, ${attempts.column.error} = $6
   where ${attempt.messageId} = $1 and ${attempt.number} = $2`,
);

/** The last attempt of a message, or null before the first. */
export async function findLatestAttempt(
  transaction: Transaction,
  messageId: string,
): Promise<LatestAttempt | null> {
  const [row] = await transaction.query(latestStatement, [messageId]);
  return row ?? null;
}

/** Inserts the row of an attempt that is about to begin. */
export async function startAttempt(
  transaction: Transaction,
  locked: LockedMessage,
  number: number,
): Promise<void> {
  await transaction.query(startStatement, [uuidV7(), locked.tenantId, locked.id, number]);
}

/** Writes the end of an attempt; a later outcome replaces an assumed one. */
export async function finishAttempt(
  transaction: Transaction,
  messageId: string,
  number: number,
  end: AttemptEnd,
): Promise<void> {
  await transaction.query(finishStatement, [
    messageId,
    number,
    end.outcome,
    end.httpStatus,
    end.providerRequestId,
    end.error,
  ]);
}
