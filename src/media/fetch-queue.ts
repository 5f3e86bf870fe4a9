/**
 * Queue of files to fetch. The first job of a file is added by a trigger in the transaction that stores the file
 * (migration-20261124-media), later ones from here; names and queues are the same in both.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { quoted } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { AttachmentState } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { addJobSql, hasNoJobSql } from '../jobs/add-job.js';
import { defineLostJobs, olderThanSql } from '../jobs/lost-jobs.js';

/** Name of the task. */
export const fetchMediaTask = 'fetch-media';

/** Payload of the job. */
export interface FetchMediaJob {
  readonly tenantId: string;
  readonly attachmentId: string;
  /** Counted from 1. */
  readonly attempt: number;
  /** When a user requested the file again, as ISO 8601; absent for the attempts after its arrival. */
  readonly askedAt?: string;
}

const attachments = tableOf(Attachment);
const file = attachments.of('f');

/** Attempts of the job itself, which fails only by a fault of this server. */
const jobMaxAttempts = 25;
/** A job that is this late is lost. */
const lostAfterMs = 120_000;

const fetchJobKey = (id: string): string => `'${fetchMediaTask}:' || ${id}`;

/** SQL of the call that adds or moves the job. Four lanes in total: slow vendors must not stop the workers' sending. */
export const addFetchJob = (tenantId: string, id: string, attempt: string, runAt: string, askedAt = 'null') =>
  addJobSql(fetchMediaTask, {
    payload: { tenantId, attachmentId: id, attempt, askedAt },
    omitsNulls: true,
    queue: `'media:' || (get_byte(uuid_send(${id}), 15) & 3)`,
    runAt,
    maxAttempts: jobMaxAttempts,
    key: fetchJobKey(id),
  });

const enqueue = statement(
  'media-enqueue-fetch',
  `select ${addFetchJob('$1::uuid', '$2::uuid', '$3::int', "now() + $4::float8 * interval '1 ms'", '$5::text')}`,
);

/** Files that wait and have no job. */
export const lostFetches = defineLostJobs({
  name: 'media fetches',
  addJob: addFetchJob('lost.tenant_id', 'lost.id', '1', 'now()'),
  lost: `select ${file.id} as id, ${file.tenantId} as tenant_id from ${attachments.table} f
          where ${file.state} = ${quoted(AttachmentState.PENDING)} and ${file.messageId} is not null and ${olderThanSql(file.createdAt)}
            and ${hasNoJobSql(fetchJobKey(file.id))}
          order by ${file.id} limit 200`,
  minAgeMs: lostAfterMs,
});

/** Schedules another fetch of a file after a delay. */
export async function enqueueFetch(
  transaction: Pick<Transaction, 'query'>,
  job: FetchMediaJob,
  delayMs: number,
): Promise<void> {
  await transaction.query(enqueue, [
    ...[job.tenantId, job.attachmentId, job.attempt, delayMs],
    job.askedAt ?? null,
  ]);
}
