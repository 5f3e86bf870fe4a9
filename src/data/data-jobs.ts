/** Jobs that users start: the worker's task, and their sweeps. */
import { tableOf } from '../database/columns.js';
import { as, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { JobKind } from '../domain/vocabulary.js';
import { DataJob } from '../entities/data-job.entity.js';
import type { JobPart } from '../jobs/start-jobs.js';
import { runClearMessages } from './clear-channel.js';
import { runErase } from './erase/erase-contact.js';
import { runExport } from './export/export-list.js';
import { runImport } from './import/import-contacts.js';
import type { FileParts } from './job-files.js';
import { type DataJobPayload, dataJobTask, lostDataJobs } from './job-rows.js';
import { createRunJob, type RunJobOptions } from './run-job.js';

const jobs = tableOf(DataJob);
const chunkRows = 1_000;
const dropStatement = statement(
  'drop-old-jobs',
  sql`delete from ${jobs.table} j where ${jobs.of('j').id} in (
     select ${jobs.of('o').id} from ${jobs.table} o where ${jobs.of('o').finishedAt} < now() - interval '1 year'
       and ${jobs.of('o').kind} <> '${JobKind.ERASE_CONTACT}' order by ${jobs.of('o').id} limit ${chunkRows})
   returning ${as('id', jobs.of('j').id)}`,
);

/** Creates the part of the worker. */
export function createDataJobs(parts: FileParts, log: RunJobOptions['log']): JobPart {
  const { database } = parts;
  const run = createRunJob({
    database,
    log,
    work: {
      [JobKind.IMPORT_CONTACTS]: job => runImport(parts, job),
      [JobKind.EXPORT]: job => runExport(parts, job),
      [JobKind.ERASE_CONTACT]: job => runErase(parts, job),
      [JobKind.CLEAR_MESSAGES]: job => runClearMessages(parts, job),
    },
  });
  return {
    tasks: {
      [dataJobTask]: (payload, { abortSignal, job }) =>
        run(payload as DataJobPayload, { signal: abortSignal, run: job.attempts }),
    },
    sweeps: [
      lostDataJobs.sweep(database),
      {
        name: 'old jobs',
        everyMs: 60 * 60_000,
        run: async () => void (await database.query(dropStatement)),
      },
    ],
  };
}
