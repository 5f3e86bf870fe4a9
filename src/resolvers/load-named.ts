import type { RowLoader } from '../queries/row-loader.js';

/** The rows with these ids by name; those of a whole page are read in one statement. */
export async function loadNamed<Row extends { readonly id: string; readonly name: string }>(
  loader: RowLoader<Row>,
  ids: readonly string[],
): Promise<Row[]> {
  if (ids.length === 0) return [];
  const rows = await Promise.all(ids.map(id => loader.load(id)));
  return rows.filter(row => row !== null).sort((a, b) => (a.name < b.name ? -1 : 1));
}
