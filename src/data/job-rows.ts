/** Rows of jobs that users start: created with the worker's job in one statement, changed by the run itself. */
import { recordActivity } from '../database/activities/pending-activity.js';
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { as, int, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { ConflictError, LimitReachedError, NotFoundError } from '../domain/errors.js';
import { isUuid, uuidV7 } from '../domain/uuid-v7.js';
import { EventType, JobKind, JobStatus } from '../domain/vocabulary.js';
import { DataJob } from '../entities/data-job.entity.js';
import { addJobSql, hasNoJobSql } from '../jobs/add-job.js';
import { defineLostJobs, olderThanSql } from '../jobs/lost-jobs.js';

/** Name of the worker's task. */
export const dataJobTask = 'data-job';

/** Payload of the task. */
export interface DataJobPayload {
  readonly tenantId: string;
  readonly jobId: string;
}

/** Runs of a job after which it fails. */
export const maxRuns = 10;
const maxOpenJobs = 20;

const jobs = tableOf(DataJob);
const { column } = jobs;
const job = jobs.of('j');
const open = quoted(JobStatus.QUEUED, JobStatus.RUNNING);
const running = quoted(JobStatus.RUNNING);

/** One queue for each company: its jobs run one at a time. */
const addTask = (id: string, tenantId: string): string =>
  addJobSql(dataJobTask, {
    payload: { tenantId, jobId: id },
    maxAttempts: maxRuns,
    key: `'data-job:' || ${id}`,
    queue: `'data:' || ${tenantId}`,
  });

const createStatement = statement(
  'create-data-job',
  `with made as (
     insert into ${jobs.table} (${jobs.list(['id', 'tenantId', 'kind', 'status', 'dryRun', 'input', 'createdById', 'createdAt'])})
     select $1, $2, $3, ${quoted(JobStatus.QUEUED)}, $4, $5::jsonb, $6, now()
      where (select count(*) from ${jobs.table} j where ${job.tenantId} = $2 and ${job.status} in (${open})) < ${maxOpenJobs}
     returning ${column.id} as id, ${column.tenantId} as tenant_id
   )
   select ${addTask('made.id::text', 'made.tenant_id::text')} from made`,
);
const startStatement = statement(
  'start-data-job',
  sql`update ${jobs.table} j set ${column.status} = ${running}, ${column.startedAt} = coalesce(${job.startedAt}, now())
    where ${job.tenantId} = $1 and ${job.id} = $2 and ${job.status} in (${open})
   returning ${jobs.select('j')}`,
);
const cancelStatement = statement(
  'cancel-data-job',
  sql`update ${jobs.table} j set ${column.status} = ${quoted(JobStatus.CANCELLED)}, ${column.finishedAt} = now(),
          ${column.input} = '{}', ${column.state} = null
    where ${job.tenantId} = $1 and ${job.id} = $2 and ${job.status} in (${open})
      and not (${job.kind} = ${quoted(JobKind.ERASE_CONTACT)} and ${job.state} is not null)
   returning ${as('id', job.id)}`,
);
const findStatement = statement(
  'find-data-job',
  sql`select ${as('status', job.status)}, ${as('kind', job.kind)} from ${jobs.table} j where ${job.tenantId} = $1 and ${job.id} = $2`,
);
const lockStatement = statement(
  'lock-data-job',
  sql`select ${as('done', int(job.done))} from ${jobs.table} j
    where ${job.tenantId} = $1 and ${job.id} = $2 and ${job.status} = ${running} for update`,
);

/** The statement by which a run locks its row; no row when it was cancelled. */
export const lockRunning = lockStatement;
/** The statement by which a run begins. */
export const startJob = startStatement;

/** JOB_UPDATED. */
export const toJobUpdated = (id: string): NewEvent => ({ kind: EventType.JOB_UPDATED, subjectId: id });

/** A job to create. */
export interface NewJob {
  readonly tenantId: string;
  readonly userId: string;
  readonly kind: JobKind;
  readonly dryRun: boolean;
  readonly input: object;
}

/** Creates a job. @returns its id @throws LimitReachedError */
export async function createJob(
  database: Database,
  { tenantId, userId, kind, dryRun, input }: NewJob,
): Promise<string> {
  const id = uuidV7();
  await database.publish(tenantId, async transaction => {
    const values = [id, tenantId, kind, dryRun, JSON.stringify(input), userId];
    const made = await transaction.query(createStatement, values);
    if (made.length === 0) throw new LimitReachedError('unfinished jobs', maxOpenJobs, 'wait, or cancel one');
    recordActivity({ targetId: id, ...toAudited(dryRun, input) });
    transaction.emit(toJobUpdated(id));
  });
  return id;
}

/** What the audit log says of a job: what was exported, why a person was erased. The reason of an erasure stays, also when the person is erased. */
function toAudited(dryRun: boolean, input: object) {
  const { contactId, kind, reason } = input as Readonly<
    Partial<Record<'contactId' | 'kind' | 'reason', string>>
  >;
  const changes = [
    { field: 'dryRun', after: dryRun },
    ...(kind === undefined ? [] : [{ field: 'kind', after: kind }]),
    ...(reason === undefined ? [] : [{ field: 'reason', after: reason }]),
  ];
  return { changes, ...(contactId === undefined ? {} : { contactId }) };
}

/**
 * Cancels a job. A run stops before its next portion; an erasure that has begun cannot be cancelled.
 * @throws NotFoundError, ConflictError for a job that ended
 */
export async function cancelJob(database: Database, tenantId: string, jobId: string): Promise<void> {
  if (!isUuid(jobId)) throw new NotFoundError('job', jobId);
  await database.publish(tenantId, async transaction => {
    const [cancelled] = await transaction.query(cancelStatement, [tenantId, jobId]);
    if (!cancelled) {
      const [found] = await transaction.query(findStatement, [tenantId, jobId]);
      if (!found) throw new NotFoundError('job', jobId);
      throw new ConflictError(
        `The job is ${found.status}; only a job that has not ended can be cancelled, and no erasure that has begun.`,
        {
          reason: 'WRONG_STATE',
        },
      );
    }
    recordActivity({ targetId: cancelled.id, changes: [{ field: 'status', after: JobStatus.CANCELLED }] });
    transaction.emit(toJobUpdated(cancelled.id));
  });
}

/** Enqueues the task of jobs whose task was lost. */
export const lostDataJobs = defineLostJobs({
  name: 'lost data jobs',
  minAgeMs: 5 * 60_000,
  addJob: addTask('lost.id::text', 'lost.tenant_id::text'),
  lost: `select ${job.id} as id, ${job.tenantId} as tenant_id from ${jobs.table} j
      where ${job.status} in (${open}) and ${olderThanSql(job.createdAt)}
        and ${hasNoJobSql(`'data-job:' || ${job.id}::text`)}
      order by ${job.id} limit 100`,
});
