/** Remembers the conversation of each pair of addresses, so that a reply costs one call instead of two. */

const maxThreads = 10_000;
/** Short, as a person who is moved to another number at Twilio must not be written to from there for long. */
const lifetimeMs = 60_000;

/** Conversations by pair. */
export interface ThreadCache {
  find(key: string): string | null;
  remember(key: string, sid: string): void;
  forget(key: string): void;
}

/** Makes a cache; when it is full the oldest go first. `now` is in milliseconds. */
export function createThreadCache(now: () => number = Date.now): ThreadCache {
  const threads = new Map<string, { readonly sid: string; readonly until: number }>();
  return {
    find: key => {
      const known = threads.get(key);
      if (known && known.until > now()) return known.sid;
      threads.delete(key);
      return null;
    },
    remember: (key, sid) => {
      threads.delete(key);
      threads.set(key, { sid, until: now() + lifetimeMs });
      const [oldest] = threads.keys();
      if (threads.size > maxThreads && oldest !== undefined) threads.delete(oldest);
    },
    forget: key => {
      threads.delete(key);
    },
  };
}
