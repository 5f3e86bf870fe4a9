/** Saves rows as a file for spreadsheets. */
export function downloadCsv(fileName: string, rows: readonly (readonly (string | number | null)[])[]): void {
  const text = rows.map(row => row.map(toField).join(',')).join('\r\n');
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  const url = URL.createObjectURL(new Blob([`\ufeff${text}\r\n`], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${fileName}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

/** A field as RFC 4180 has it; a text that a spreadsheet would take for a formula gets a quote in front. */
export function toField(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
