/** Writes only differences: an unchanged row is not rewritten and has no event. */

/**
 * Sets the given properties of a row and returns which of them have changed.
 * @param wanted properties to set; undefined means "leave as it is"
 */
export function applyChanges<Row extends object>(row: Row, wanted: Partial<Row>): (keyof Row & string)[] {
  const changed: (keyof Row & string)[] = [];
  for (const [name, value] of Object.entries(wanted) as [keyof Row & string, Row[keyof Row & string]][]) {
    if (value === undefined || isSame(row[name], value)) continue;
    row[name] = value;
    changed.push(name);
  }
  return changed;
}

function isSame(left: unknown, right: unknown): boolean {
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item, index) => item === right[index]);
  return left === right || (left == null && right == null);
}
