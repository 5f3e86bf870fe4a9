/** A bounded memory for a pure function of a string. */

/**
 * Remembers the newest results of a pure function, between `maxEntries` and twice as many.
 *
 * Two generations instead of an ordered list: a hit in the young one costs one look-up and moves nothing; when the
 * young one is full it becomes the old one, and entries that were not read since are dropped at once.
 */
export function rememberRecent<Result>(
  maxEntries: number,
  compute: (key: string) => Result,
): (key: string) => Result {
  let young = new Map<string, Result>();
  let old = new Map<string, Result>();
  return key => {
    const known = young.get(key);
    if (known !== undefined || young.has(key)) return known as Result;
    const result = old.has(key) ? (old.get(key) as Result) : compute(key);
    if (young.size >= maxEntries) {
      old = young;
      young = new Map();
    }
    young.set(key, result);
    return result;
  };
}
