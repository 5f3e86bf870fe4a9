import type { CommandIo } from './command-io.js';

/** Options of every command. */
export interface OutputOptions {
  readonly json?: boolean;
}

/** Prints a result: as one JSON document, or as readable text. */
export function show(io: CommandIo, options: OutputOptions, value: unknown, text: string): void {
  io.result(options.json ? JSON.stringify(value, null, 2) : text);
}

/** Formats rows under their headings, in columns as wide as needed. */
export function formatTable(headings: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const lines = [headings, ...rows].map(row => row.map(toCell));
  const widths = headings.map((_, column) => Math.max(...lines.map(line => line[column]?.length ?? 0)));
  return lines
    .map(line =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Formats names and values, one per line. */
export function formatFacts(facts: readonly (readonly [string, unknown])[]): string {
  const width = Math.max(...facts.map(([name]) => name.length));
  return facts.map(([name, value]) => `${name.padEnd(width)}  ${toCell(value)}`).join('\n');
}

/** External text must not control the terminal. */
function toCell(value: unknown): string {
  if (value === null || value === undefined) return '-';
  const text = value instanceof Date ? value.toISOString() : String(value);
  return text.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
}
