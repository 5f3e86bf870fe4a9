/** A file that is written row by row to the disk: CSV or JSON lines, in flat memory. */
import { once } from 'node:events';
import { Transform } from 'node:stream';
import { stringify } from 'csv-stringify';
import { ExportFormat } from '../domain/vocabulary.js';
import { FileTooLong, type SpooledFile, spool } from '../media/spool.js';
import { JobFailedError } from './running-job.js';

/** A row: values by column. */
export type FileRow = Readonly<Record<string, unknown>>;

/** A file that grows. */
export interface RowFile {
  /** Resolves when there is room for the next row. */
  write(row: FileRow): Promise<void>;
  /** The complete file. @throws JobFailedError for a file that is too large */
  end(): Promise<SpooledFile>;
  /** Removes an incomplete file. */
  abort(): Promise<void>;
}

/** Sizes of files are 32-bit numbers in the API. */
const maxBytes = 2 ** 31 - 1;

/** A column of a CSV file. */
export interface FileColumn {
  readonly key: string;
  readonly header: string;
}

/** Opens a file in the folder; CSV has the columns in their order. */
export function openRowFile(folder: string, format: ExportFormat, columns: readonly FileColumn[]): RowFile {
  const rows = format === ExportFormat.CSV ? toCsv(columns) : toJsonLines();
  // Reported by the promise of the file.
  rows.on('error', () => {});
  const file = spool(folder, rows, maxBytes);
  file.catch((error: Error) => rows.destroy(error));
  return {
    write: async row => {
      if (rows.destroyed) await file;
      if (!rows.write(row)) await once(rows, 'drain');
    },
    end: async () => {
      rows.end();
      try {
        return await file;
      } catch (error) {
        if (error instanceof FileTooLong)
          throw new JobFailedError('The file would be larger than 2 GiB; use a filter that selects less.');
        throw error;
      }
    },
    abort: async () => {
      rows.destroy(new Error('The file is not needed.'));
      await file.catch(() => {});
    },
  };
}

/** The byte order mark makes spreadsheets read the file as UTF-8. */
function toCsv(columns: readonly FileColumn[]): Transform {
  return stringify({
    header: true,
    bom: true,
    columns: [...columns],
    escape_formulas: true,
    cast: {
      boolean: value => String(value),
      date: value => value.toISOString(),
      object: value => JSON.stringify(value),
    },
  });
}

function toJsonLines(): Transform {
  return new Transform({
    writableObjectMode: true,
    transform: (row, _encoding, done) => done(null, `${JSON.stringify(row)}\n`),
  });
}
