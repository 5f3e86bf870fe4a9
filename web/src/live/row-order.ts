import type { RowPartsFragment } from '../gql/operations.js';

/** A row of the conversation list. */
export type Row = RowPartsFragment;

/** The server's order: latest activity first, then the greater id. */
export function compareRows(a: Row, b: Row): number {
  const byTime = Date.parse(b.lastActivityAt) - Date.parse(a.lastActivityAt);
  if (byTime !== 0) return byTime;
  return a.id < b.id ? 1 : -1;
}
