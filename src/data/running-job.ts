/** One run of a job: its row, its progress, its end. */
import { tableOf } from '../database/columns.js';
import type { Database, PublishingTransaction } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { JobStatus } from '../domain/vocabulary.js';
import { DataJob } from '../entities/data-job.entity.js';
import { lockRunning, toJobUpdated } from './job-rows.js';

/** The job cannot be completed; the message tells the user why. Thrown by the work, never retried. */
export class JobFailedError extends Error {}

/** The job was cancelled, or the process stops; the work ends without a result. */
export class JobStoppedError extends Error {}

/** Columns that the work reports; absent ones stay. */
export type JobProgress = Partial<
  Pick<
    DataJob,
    | 'done'
    | 'total'
    | 'created'
    | 'updated'
    | 'deleted'
    | 'refused'
    | 'refusals'
    | 'details'
    | 'state'
    | 'refusalsFileId'
    | 'resultFileId'
    | 'error'
  >
>;

/** A run, as the work uses it. */
export interface RunningJob {
  readonly row: Readonly<DataJob>;
  /**
   * Reports progress in the work's own transaction; call it last.
   * @throws JobStoppedError when the job was cancelled, or the process stops: the transaction is rolled back
   */
  advance(transaction: PublishingTransaction, progress: JobProgress): Promise<void>;
  /** Reports progress in a transaction of its own. @throws JobStoppedError */
  report(progress: JobProgress): Promise<void>;
}

const jobs = tableOf(DataJob);
const { column } = jobs;
const job = jobs.of('j');
/** A row of the event log tells many readers, so it is written at most this often. */
const eventEveryMs = 1_000;

const kept = (name: keyof typeof column, parameter: string): string =>
  `${column[name]} = coalesce(${parameter}, ${job[name]})`;

const advanceStatement = statement(
  'advance-data-job',
  `update ${jobs.table} j set ${kept('done', '$3::int')}, ${kept('total', '$4::int')}, ${kept('created', '$5::int')},
          ${kept('updated', '$6::int')}, ${kept('deleted', '$7::int')}, ${kept('refused', '$8::int')},
          ${kept('refusals', '$9::jsonb')}, ${kept('details', '$10::jsonb')}, ${kept('state', '$11::jsonb')},
          ${kept('refusalsFileId', '$12::uuid')}, ${kept('resultFileId', '$13::uuid')}, ${kept('error', '$14::text')}
    where ${job.tenantId} = $1 and ${job.id} = $2`,
);
/** What the work needed is forgotten; the input of an erasure has its reason, and stays. */
const endStatement = statement(
  'end-data-job',
  `update ${jobs.table} j set ${column.status} = $3, ${column.finishedAt} = now(), ${column.state} = null,
          ${column.input} = case when $4::boolean then ${job.input} else '{}'::jsonb end
    where ${job.tenantId} = $1 and ${job.id} = $2`,
);

/** Creates the run of a started job. @param signal aborts when the process stops */
export function createRunningJob(
  database: Database,
  row: Readonly<DataJob>,
  signal: AbortSignal | null,
): RunningJob {
  let toldAt = 0;
  const advance: RunningJob['advance'] = async (transaction, progress) => {
    if (signal?.aborted) throw new JobStoppedError('The process stops.');
    await lock(transaction, row);
    await transaction.query(advanceStatement, toParameters(row, progress));
    if (Date.now() - toldAt < eventEveryMs) return;
    toldAt = Date.now();
    transaction.emit(toJobUpdated(row.id));
  };
  return {
    row,
    advance,
    report: progress => database.publish(row.tenantId, transaction => advance(transaction, progress)),
  };
}

/** Ends a job with its last progress. @throws JobStoppedError when it was cancelled before */
export async function endJob(
  transaction: PublishingTransaction,
  row: Readonly<DataJob>,
  end: { readonly status: JobStatus; readonly keepsInput: boolean; readonly progress: JobProgress },
): Promise<void> {
  await lock(transaction, row);
  await transaction.query(advanceStatement, toParameters(row, end.progress));
  await transaction.query(endStatement, [row.tenantId, row.id, end.status, end.keepsInput]);
  transaction.emit(toJobUpdated(row.id));
}

async function lock(transaction: PublishingTransaction, { tenantId, id }: Readonly<DataJob>): Promise<void> {
  const rows = await transaction.query(lockRunning, [tenantId, id]);
  if (rows.length === 0) throw new JobStoppedError('The job was cancelled.');
}

function toParameters({ tenantId, id }: Readonly<DataJob>, progress: JobProgress): unknown[] {
  const json = (value: object | null | undefined) => (value == null ? null : JSON.stringify(value));
  return [
    ...[tenantId, id, progress.done ?? null, progress.total ?? null, progress.created ?? null],
    ...[progress.updated ?? null, progress.deleted ?? null, progress.refused ?? null],
    ...[json(progress.refusals), json(progress.details), json(progress.state)],
    ...[progress.refusalsFileId ?? null, progress.resultFileId ?? null, progress.error ?? null],
  ];
}
