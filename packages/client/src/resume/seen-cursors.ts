/** Recently handled cursors. */

/** More than one page of a catch-up; an older cursor cannot be delivered again. */
const maxCursors = 1_000;

/** A bounded set of cursors. */
export interface SeenCursors {
  has(cursor: string): boolean;
  add(cursor: string): void;
  clear(): void;
}

/** Creates an empty set; evicts the oldest first. */
export function createSeenCursors(): SeenCursors {
  const cursors = new Set<string>();
  return {
    has: cursor => cursors.has(cursor),
    add: cursor => {
      cursors.add(cursor);
      if (cursors.size <= maxCursors) return;
      for (const oldest of cursors) {
        cursors.delete(oldest);
        return;
      }
    },
    clear: () => cursors.clear(),
  };
}
