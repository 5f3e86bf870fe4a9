/** Options of an LRU cache: at most so many entries, for which memory is taken as they come; `max` takes it at once. */
export const upTo = (
  entries: number,
): { readonly maxSize: number; readonly sizeCalculation: () => number } => ({
  maxSize: entries,
  sizeCalculation: one,
});

const one = (): number => 1;
