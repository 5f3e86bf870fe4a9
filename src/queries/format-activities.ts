/** Writes exported activities as CSV, as JSON lines or as one JSON array. */
import type { ExportedActivity } from './export-activities.js';

/** Formats of an export. */
export const exportFormats = ['csv', 'jsonl'] as const;
/** A format of an export. */
export type ExportFormat = (typeof exportFormats)[number];

const columns = [
  ...(['id', 'createdAt', 'action', 'actorKind', 'actorId', 'actorName', 'targetType', 'targetId'] as const),
  ...(['contactId', 'conversationId', 'changes', 'credentialKind', 'credentialId'] as const),
  ...(['ipAddress', 'userAgent'] as const),
];

/**
 * The text of the export, chunk by chunk. In CSV, cells that a spreadsheet would run as a formula begin with an
 * apostrophe.
 */
export async function* formatActivities(
  chunks: AsyncIterable<readonly ExportedActivity[]>,
  format: ExportFormat | 'json',
): AsyncGenerator<string, void> {
  const toJson = (row: ExportedActivity) => JSON.stringify(pick(row, value => value));
  if (format === 'jsonl') {
    for await (const rows of chunks) yield rows.map(row => `${toJson(row)}\n`).join('');
    return;
  }
  if (format === 'json') {
    let separator = '[';
    for await (const rows of chunks) {
      yield `${separator}${rows.map(toJson).join(',\n')}\n`;
      separator = ',';
    }
    yield separator === '[' ? '[]' : ']';
    return;
  }
  const { stringify } = await import('csv-stringify/sync');
  yield stringify([columns], { record_delimiter: 'windows' });
  for await (const rows of chunks) {
    const cells = rows.map(row => Object.values(pick(row, toCell)));
    yield stringify(cells, { escape_formulas: true, record_delimiter: 'windows' });
  }
}

function pick(row: ExportedActivity, convert: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(columns.map(name => [name, convert(row[name])]));
}

function toCell(value: unknown): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value : JSON.stringify(value);
}
