/** What a connection costs for the limit on the cost of an operation: what is asked of a row, times the rows. */

const defaultPageSize = 20;

/** Complexity of a field that answers a page; an option of `@Query` and `@FieldResolver`. */
export function pageCost({
  args,
  childComplexity,
}: {
  args: Record<string, unknown>;
  childComplexity: number;
}): number {
  const size = Number(args.first ?? args.last ?? defaultPageSize);
  return 1 + Math.max(1, Number.isFinite(size) ? size : defaultPageSize) * childComplexity;
}
