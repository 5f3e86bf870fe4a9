/** One after the other: work of one key waits for its turn, work of different keys does not wait for each other. */

/** Runs `work` when everything that was given for the key before has ended, however it ended. */
export type InTurn = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>;

/** Makes the turns of a process; nothing is kept of a key that nobody waits for. */
export function createTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = last.get(key);
    const turn = before ? before.then(work, work) : work();
    last.set(key, turn);
    try {
      return await turn;
    } finally {
      if (last.get(key) === turn) last.delete(key);
    }
  };
}
