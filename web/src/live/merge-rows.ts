import { compareRows, type Row } from './row-order.js';

/** Puts sorted rows into a sorted list, each by a binary search; the list is copied, not sorted again. */
export function mergeRows(
  kept: readonly string[],
  added: readonly Row[],
  rowOf: (id: string) => Row | undefined,
): readonly string[] {
  const order: string[] = [];
  let from = 0;
  for (const row of added) {
    const to = placeOf(row, kept, from, rowOf);
    for (; from < to; from += 1) order.push(kept[from] as string);
    order.push(row.id);
  }
  for (; from < kept.length; from += 1) order.push(kept[from] as string);
  return order;
}

function placeOf(
  row: Row,
  kept: readonly string[],
  from: number,
  rowOf: (id: string) => Row | undefined,
): number {
  let [low, high] = [from, kept.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = rowOf(kept[middle] ?? '');
    if (other && compareRows(other, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
