/** The cursors that were handled lately. */

/** More than one page of a replay; what is older cannot come again. */
const maxCursors = 1_000;

/** A bounded set of cursors. */
export interface SeenCursors {
  has(cursor: string): boolean;
  add(cursor: string): void;
  clear(): void;
}

/** Starts empty; forgets the oldest first. */
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
