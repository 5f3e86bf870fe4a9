/** Jobs that users started: pages, newest first, and their files. */
import { tableOf } from '../database/columns.js';
import { quoted, sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { FilePurpose, type JobKind } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { DataJob } from '../entities/data-job.entity.js';
import { wordIn } from './conditions.js';
import type { Page, PageArguments } from './page.js';
import { listById, plainRows } from './projection.js';
import { type PageSource, readPage } from './read-page.js';
import type { DataJobRow } from './rows.js';

const job = tableOf(DataJob).of('j');
const list = listById(DataJob, 'jobs', 'jobs', 'j', 'desc');
const projection = plainRows(DataJob, 'j', ['input', 'state']);
const attachments = tableOf(Attachment);
const file = attachments.of('f');

const filesStatement = tenantStatement(
  'files-of-jobs',
  sql`select ${attachments.select('f', ['id', 'tenantId', 'fileName', 'mimeType', 'createdAt'])} from ${attachments.table} f
    where ${file.tenantId} = $1 and ${file.id} = any($2::uuid[]) and ${file.purpose} = ${quoted(FilePurpose.EXPORT)}`,
);

/** A file that a job wrote. */
export type JobFileRow = Pick<Attachment, 'id' | 'tenantId' | 'fileName' | 'mimeType' | 'createdAt'>;

/** The jobs of the tenant. */
export function jobPage(
  source: PageSource,
  kinds: readonly JobKind[] | null | undefined,
  args: PageArguments,
): Promise<Page<DataJobRow>> {
  return readPage(source, { list, projection, conditions: wordIn('kinds', job.kind, kinds) }, args);
}

/** Files that jobs wrote, by id; null for a deleted one. */
export async function filesOfJobs(
  reader: TenantReader,
  ids: readonly string[],
): Promise<(JobFileRow | null)[]> {
  const files = new Map((await reader.rows(filesStatement, ids)).map(row => [row.id, row]));
  return ids.map(id => files.get(id) ?? null);
}
