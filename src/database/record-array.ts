/**
 * Arrays of rows as one parameter. PostgreSQL scans an array for each column one by one, and each scan takes as long as
 * the work for a row: with twenty columns, that was most of the time of a small batch.
 */

/** A value of a column: PostgreSQL parses its text. */
export type FieldValue = string | number | boolean | null;

/** A quoted field is inside a quoted element, and each of them escapes: a quote is four characters, a backslash too. */
function toField(value: FieldValue): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  return `\\"${value.replaceAll('\\', '\\\\\\\\').replaceAll('"', '\\\\\\"')}\\"`;
}

/** The text of an array of a composite type; each row has the values in the order of the type's columns. */
export function toRecordArray(rows: readonly (readonly FieldValue[])[]): string {
  return `{${rows.map(row => `"(${row.map(toField).join(',')})"`).join(',')}}`;
}
