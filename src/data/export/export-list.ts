/** The work of an export: pages of a list, or a report, into a file on the disk, then into the storage. */
import { createTenantReader } from '../../database/tenant-reader.js';
import { AttributeTarget, ExportFormat, ExportKind } from '../../domain/vocabulary.js';
import { attributeDefinitions } from '../../queries/catalog.js';
import { type FileParts, storeJobFile } from '../job-files.js';
import { openRowFile } from '../row-file.js';
import type { JobProgress, RunningJob } from '../running-job.js';
import { type ExportFilters, readExport } from './export-rows.js';
import { reportColumns } from './report-rows.js';
import { attributeColumn, exportColumns } from './to-file-row.js';

/** Input of the job. */
export interface ExportJob {
  readonly kind: ExportKind;
  readonly format: ExportFormat;
  readonly filters: ExportFilters;
}

const reportEveryMs = 1_000;

/** Runs an export. A run after a crash begins again. */
export async function runExport(parts: FileParts, job: RunningJob): Promise<JobProgress> {
  const { tenantId, createdAt } = job.row;
  const { kind, format, filters } = readInput(job.row.input);
  const columns = await readColumns(parts, tenantId, kind, filters);
  const file = openRowFile(parts.storage.spoolFolder, format, columns);
  let done = 0;
  let toldAt = Date.now();
  try {
    for await (const { rows, total } of readExport(parts.database, tenantId, { kind, filters })) {
      for (const row of rows) await file.write(row);
      done += rows.length;
      if (Date.now() - toldAt < reportEveryMs) continue;
      toldAt = Date.now();
      await job.report({ done, ...(total !== null && { total: Math.max(total, done) }) });
    }
    const spooled = await file.end();
    const name = {
      fileName: `${kind.toLowerCase()}-${createdAt.toISOString().slice(0, 10)}.${format === ExportFormat.CSV ? 'csv' : 'jsonl'}`,
      mimeType: format === ExportFormat.CSV ? 'text/csv' : 'application/x-ndjson',
    };
    return { done, total: done, resultFileId: await storeJobFile(parts, tenantId, name, spooled) };
  } catch (error) {
    await file.abort();
    throw error;
  }
}

async function readColumns(
  { database }: FileParts,
  tenantId: string,
  kind: ExportKind,
  { report }: ExportFilters,
) {
  if (kind === ExportKind.REPORT) return toColumns(report ? reportColumns(report) : []);
  const reader = createTenantReader(database, tenantId);
  const target =
    kind === ExportKind.CONTACTS
      ? AttributeTarget.CONTACT
      : kind === ExportKind.LEADS
        ? AttributeTarget.LEAD
        : null;
  const definitions = target === null ? [] : await attributeDefinitions(reader, target);
  return toColumns([...exportColumns[kind], ...definitions.map(({ key }) => attributeColumn(key))]);
}

const toColumns = (names: readonly string[]) => names.map(key => ({ key, header: key }));

/** The input as it was before it was JSON: times are moments again. */
function readInput(input: Readonly<Record<string, unknown>>): ExportJob {
  const job = JSON.parse(JSON.stringify(input), (key, value) =>
    /(After|Before)$/.test(key) && typeof value === 'string' ? new Date(value) : value,
  ) as ExportJob;
  const { report } = job.filters;
  if (!report) return job;
  const times = { from: new Date(report.from), to: new Date(report.to) };
  return { ...job, filters: { report: { ...report, ...times } } };
}
