/** Bounded memoisation of a pure function of a string. */
import { LRUCache } from 'lru-cache';
import { upTo } from './up-to.js';

/** Caches the `max` most recently used results of a pure function; results may be null or undefined. */
export function memoize<Result>(max: number, compute: (key: string) => Result): (key: string) => Result {
  const results = new LRUCache<string, { readonly result: Result }>(upTo(max));
  return key => {
    const known = results.get(key);
    if (known) return known.result;
    const result = compute(key);
    results.set(key, { result });
    return result;
  };
}
