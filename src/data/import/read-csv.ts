/** Reads an uploaded CSV file row by row, in flat memory; everything that it cannot read has a reason for the user. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CsvError, Info } from 'csv-parse';
import type { MediaStorage } from '../../media/storage/media-storage.js';
import { JobFailedError } from '../running-job.js';

/** A row of the file. */
export interface CsvRow {
  /** Line of the file in which the row ends, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Opens the stored bytes, or the first ones up to `end`. */
export type OpenBytes = (end?: number) => Promise<Readable | null>;

/** Opens a stored file. */
export function toOpenBytes(
  storage: Pick<MediaStorage, 'open'>,
  { storageKey, sizeBytes }: { readonly storageKey: string; readonly sizeBytes: number },
): OpenBytes {
  return end =>
    storage.open(storageKey, end === undefined ? undefined : { start: 0, end: Math.min(end, sizeBytes - 1) });
}

/** A longer row is a quote that was not closed, or no table of people. */
const maxRowChars = 65_536;
const delimiters = [',', ';', '\t'];

/** All rows, the header first. @throws JobFailedError */
export async function* readCsv(open: OpenBytes): AsyncGenerator<CsvRow> {
  // Loaded for the first file: a start does not wait for it.
  const { CsvError, parse } = await import('csv-parse');
  const delimiter = await findDelimiter(open);
  const bytes = await openFile(open);
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxRowChars,
  });
  // A failure of either stream ends the iteration below with it.
  const flow = pipeline(Readable.from(checkUtf8(bytes)), parser).catch(() => {});
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>)
      yield { line: info.lines, cells: record };
  } catch (error) {
    throw error instanceof CsvError ? toRefusal(error) : error;
  } finally {
    bytes.destroy();
    parser.destroy();
    await flow;
  }
}

async function openFile(open: OpenBytes, end?: number): Promise<Readable> {
  const bytes = await open(end);
  if (bytes === null) throw new JobFailedError('The file is gone; upload it again.');
  return bytes;
}

/** The separator that occurs most often in the header, outside quotes. */
async function findDelimiter(open: OpenBytes): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await openFile(open, maxRowChars - 1)) chunks.push(chunk);
  const head = Buffer.concat(chunks);
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (isUtf16) throw new JobFailedError('The file is UTF-16; save it as "CSV UTF-8".');
  const [header = ''] = head.toString('utf8').split(/\r\n|\n|\r/, 1);
  const outside = header.replaceAll(/"(?:[^"]|"")*"?/g, '');
  const counts = delimiters.map(each => outside.split(each).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Passes the bytes on as long as they are UTF-8 without U+0000. */
async function* checkUtf8(bytes: Readable): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    if (chunk.includes(0))
      throw new JobFailedError(`The file is no text: it has a zero byte after line ${line}.`);
    try {
      decoder.decode(chunk, { stream: true });
    } catch {
      throw notUtf8(line + countValidLines(chunk));
    }
    for (const byte of chunk) if (byte === 10) line += 1;
    yield chunk;
  }
  try {
    decoder.decode();
  } catch {
    throw notUtf8(line);
  }
}

const notUtf8 = (line: number): JobFailedError =>
  new JobFailedError(`The file is not UTF-8: line ${line} cannot be read. Save it as "CSV UTF-8".`);

/** Line breaks before the first invalid byte. */
function countValidLines(chunk: Buffer): number {
  const decoded = new TextDecoder('utf-8').decode(chunk);
  const end = decoded.indexOf('\ufffd');
  return decoded.slice(0, Math.max(end, 0)).split('\n').length - 1;
}

function toRefusal(error: CsvError): JobFailedError {
  const { code } = error;
  const line = Number(error.lines ?? 0);
  if (code === 'CSV_MAX_RECORD_SIZE')
    return new JobFailedError(
      `The row at line ${line} has more than ${maxRowChars} characters; the likely cause is a quote (") that is not closed.`,
    );
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return new JobFailedError(`A quote (") in the last row is not closed; the row ends at line ${line}.`);
  if (code === 'CSV_INVALID_CLOSING_QUOTE' || code === 'INVALID_OPENING_QUOTE')
    return new JobFailedError(
      `Line ${line} has a quote (") in the wrong place; a quote inside a quoted value is written twice ("").`,
    );
  return new JobFailedError(`The file cannot be read at line ${line}: it is no valid CSV.`);
}
