/** Limits the bytes that wait: in total, and of each company, so that one that is locked leaves room for the others. */

/** A budget of bytes. */
export interface ByteBudget {
  /** @returns a function that gives the bytes back, to be called once; null when there is no room for them */
  take(key: string, bytes: number): (() => void) | null;
}

/** Creates a budget of `total` bytes, of which a key has at most `share`. */
export function createByteBudget(total: number, share: number): ByteBudget {
  const taken = new Map<string, number>();
  let all = 0;
  return {
    take: (key, bytes) => {
      const own = taken.get(key) ?? 0;
      if (all + bytes > total || own + bytes > share) return null;
      all += bytes;
      taken.set(key, own + bytes);
      return () => {
        all -= bytes;
        const left = (taken.get(key) ?? 0) - bytes;
        if (left > 0) taken.set(key, left);
        else taken.delete(key);
      };
    },
  };
}
