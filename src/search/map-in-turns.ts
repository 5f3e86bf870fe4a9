import { setImmediate as nextTurn } from 'node:timers/promises';

/** About half a millisecond of words. */
const rowsOfTurn = 32;

/** Maps rows, and lets requests be answered in between: 500 messages in one piece held all of them up for 10 ms. */
export async function mapInTurns<Row, Result>(
  rows: readonly Row[],
  map: (row: Row) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const row of rows) {
    if (results.length > 0 && results.length % rowsOfTurn === 0) await nextTurn();
    results.push(map(row));
  }
  return results;
}
