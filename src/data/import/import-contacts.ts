/**
 * The work of an import. The file is read twice: the first time to find every fault of its form and to count its rows,
 * so that nothing is written of a file that cannot be read to its end; the second time to write people in portions, each
 * with its progress in one transaction. A run after a crash skips the rows that are written already. A dry run does the
 * same and rolls every portion back.
 */
import { tableOf } from '../../database/columns.js';
import type { PublishingTransaction } from '../../database/database.js';
import { statement } from '../../database/statement.js';
import { ExportFormat, OnExisting } from '../../domain/vocabulary.js';
import { Contact } from '../../entities/contact.entity.js';
import { ContactIdentity } from '../../entities/contact-identity.entity.js';
import type { RefusedRow } from '../../entities/data-job.entity.js';
import { Lead } from '../../entities/lead.entity.js';
import { type ImportedCounts, type ImportedPerson, importPeople } from '../../people/import-people.js';
import { type FileParts, findImportFile, storeJobFile } from '../job-files.js';
import { openRowFile, type RowFile } from '../row-file.js';
import { JobFailedError, type JobProgress, type RunningJob } from '../running-job.js';
import { type CsvRow, type OpenBytes, readCsv, toOpenBytes } from './read-csv.js';
import { readPerson } from './read-person.js';
import { type ImportContactsJob, type ImportRules, readRules } from './read-rules.js';

const maxRows = 500_000;
const portionRows = 500;
/** Portions after which the statistics of the tables are renewed, once in a run. */
const portionsBeforeAnalyze = 2;
const maxShownRefusals = 20;

const analyzeStatements = [tableOf(Contact), tableOf(ContactIdentity), tableOf(Lead)].map(({ table }) =>
  statement(`analyze-${table.replaceAll('"', '')}`, `analyze ${table}`),
);

/** Rolls a portion of a dry run back. */
class Rehearsed extends Error {
  constructor(readonly counts: ImportedCounts) {
    super('A dry run keeps nothing.');
  }
}

/** Runs an import. */
export async function runImport(parts: FileParts, job: RunningJob): Promise<JobProgress> {
  const { tenantId, input } = job.row;
  const task = input as unknown as ImportContactsJob;
  const file = await findImportFile(parts, tenantId, task.attachmentId);
  if (file === null) throw new JobFailedError('The file is gone; upload it again.');
  const open = toOpenBytes(parts.storage, file);
  const { rules, header } = await readRules(parts.database, tenantId, task, open);
  const total = await countRows(open);
  await job.report({ total });
  return new ImportRun(parts, job, task, { rules, header }).run(open, total);
}

/** Reads the whole file. @throws JobFailedError for one that cannot be read, and for too many rows */
async function countRows(open: OpenBytes): Promise<number> {
  let rows = -1;
  for await (const _row of readCsv(open)) {
    rows += 1;
    if (rows > maxRows)
      throw new JobFailedError(`The file has more than ${maxRows} rows; split it into several files.`);
  }
  return rows;
}

/** The second reading. */
class ImportRun {
  readonly #already: number;
  #counts: ImportedCounts;
  #read = 0;
  #refused = 0;
  readonly #refusals: RefusedRow[] = [];
  #refusedRows: RowFile | null = null;
  #portion: ImportedPerson[] = [];
  #writtenPortions = 0;

  constructor(
    private readonly parts: FileParts,
    private readonly job: RunningJob,
    private readonly task: ImportContactsJob,
    private readonly file: ImportRules,
  ) {
    const { dryRun, done, created, updated } = job.row;
    // A dry run begins again: what it has counted was rolled back.
    this.#already = dryRun ? 0 : done;
    this.#counts = dryRun ? { created: 0, updated: 0 } : { created, updated };
  }

  async run(open: OpenBytes, total: number): Promise<JobProgress> {
    try {
      let isHeader = true;
      for await (const row of readCsv(open)) {
        if (!isHeader) await this.#take(row);
        isHeader = false;
      }
      if (this.#portion.length > 0) await this.#write();
      const refusalsFileId = await this.#storeRefusals();
      return { ...this.#progress(), done: this.#read, total, ...(refusalsFileId && { refusalsFileId }) };
    } catch (error) {
      await this.#refusedRows?.abort();
      throw error;
    }
  }

  async #take(row: CsvRow): Promise<void> {
    const read = readPerson(row, this.file.rules);
    this.#read += 1;
    if ('refusal' in read) await this.#refuse(row, read.refusal);
    // A former run has written it: portions end at the same rows in every run.
    else if (this.#read > this.#already) this.#portion.push(read.person);
    if (this.#portion.length >= portionRows) await this.#write();
  }

  async #refuse(row: CsvRow, refusal: RefusedRow): Promise<void> {
    this.#refused += 1;
    if (this.#refusals.length < maxShownRefusals) this.#refusals.push(refusal);
    this.#refusedRows ??= this.#openRefusals();
    const cells = Object.fromEntries(row.cells.map((cell, index) => [String(index), cell]));
    const reason = refusal.column === null ? refusal.reason : `${refusal.column}: ${refusal.reason}`;
    await this.#refusedRows.write({ ...cells, line: refusal.line, reason });
  }

  /** The columns of the file, without those that an earlier file of refused rows has added. */
  #openRefusals(): RowFile {
    const given = this.file.header.map((header, index) => ({ key: String(index), header }));
    const added = ['line', 'reason'];
    const columns = [
      ...given.filter(({ header }) => !added.includes(header.trim())),
      ...added.map(header => ({ key: header, header })),
    ];
    return openRowFile(this.parts.storage.spoolFolder, ExportFormat.CSV, columns);
  }

  async #write(): Promise<void> {
    const people = this.#portion;
    this.#portion = [];
    const { tenantId } = this.job.row;
    const options = {
      tenantId,
      changesExisting: this.task.onExisting === OnExisting.UPDATE,
      leadChannelId: this.task.leadChannelId,
    };
    const write = async (transaction: PublishingTransaction) => {
      const { created, updated } = await importPeople(transaction, options, people);
      const counts = {
        created: this.#counts.created + created,
        updated: this.#counts.updated + updated,
      };
      if (this.job.row.dryRun) throw new Rehearsed(counts);
      await this.job.advance(transaction, { ...this.#progress(), ...counts, done: this.#read });
      return counts;
    };
    try {
      this.#counts = await this.parts.database.publish(tenantId, write);
      this.#writtenPortions += 1;
      if (this.#writtenPortions === portionsBeforeAnalyze) await this.#renewStatistics();
    } catch (error) {
      if (!(error instanceof Rehearsed)) throw error;
      this.#counts = error.counts;
      await this.job.report({ ...this.#progress(), done: this.#read });
    }
  }

  /**
   * The first rows of a new database are looked up by plans for empty tables, which read all rows; PostgreSQL itself
   * notices within a minute. Where the user of the database may not, it stays with that.
   */
  async #renewStatistics(): Promise<void> {
    const { database } = this.parts;
    for (const analyze of analyzeStatements) await database.query(analyze, []).catch(() => {});
  }

  #progress(): JobProgress {
    return { ...this.#counts, refused: this.#refused, refusals: this.#refusals };
  }

  async #storeRefusals(): Promise<string | null> {
    if (this.#refusedRows === null) return null;
    const spooled = await this.#refusedRows.end();
    this.#refusedRows = null;
    const name = { fileName: 'refused-rows.csv', mimeType: 'text/csv' };
    return storeJobFile(this.parts, this.job.row.tenantId, name, spooled);
  }
}
