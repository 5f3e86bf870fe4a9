/**
 * Group commit: items that arrive while a batch is being written form the next batch. There is no timer, so a single
 * item is written at once, and under load a batch grows until its cost is shared.
 *
 * A batch holds items of one key only (a tenant); keys are served in rotation, so that a busy tenant cannot starve
 * another. A write that failed by contention is retried. A batch that fails otherwise is written again item by item, so
 * one bad item affects no other. When the database is unavailable, items that have waited long fail too: their own
 * batch would take as long again to fail.
 */
import { TrunklineError } from '../domain/errors.js';

/** Options of `createGroupCommit`. */
export interface GroupCommitOptions<Item, Result> {
  /** Batches in flight at once. */
  readonly lanes: number;
  readonly maxBatchItems: number;
  /** Writes a batch and returns one result for each item, in order; called again when it failed by contention. */
  readonly write: (key: string, items: readonly Item[]) => Promise<readonly Result[]>;
}

/** A running group commit. */
export interface GroupCommit<Item, Result> {
  /** Resolves once the item is committed, rejects when it could not be. */
  submit(key: string, item: Item): Promise<Result>;
  /** Resolves when nothing is waiting or in flight. */
  idle(): Promise<void>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly sinceMs: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** A batch takes milliseconds: an item that has waited this long waits for a database that does not answer. */
const longWaitMs = 1_000;
/** SQLSTATE of contention: serialisation failure, deadlock, unique violation. */
const contention = new Set(['40001', '40P01', '23505']);
/** Contention of messages, merges and links of one contact; at each attempt another transaction has committed. */
const maxAttempts = 6;

/** A TrunklineError means that the database is unavailable; any other error may be caused by one item. */
const isItemFault = (error: unknown): boolean => !(error instanceof TrunklineError);

async function retryContention<Result>(write: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (attempt === maxAttempts || !contention.has((error as { code?: string }).code ?? '')) throw error;
    }
  }
}

/** Creates a group commit. */
export function createGroupCommit<Item, Result>(
  options: GroupCommitOptions<Item, Result>,
): GroupCommit<Item, Result> {
  // A Map keeps insertion order: the first key is the one that has waited longest.
  const waiting = new Map<string, Waiting<Item, Result>[]>();
  const idleListeners: (() => void)[] = [];
  let lanesInUse = 0;

  const takeBatch = (): [string, Waiting<Item, Result>[]] | null => {
    const first = waiting.entries().next();
    if (first.done) return null;
    const [key, queue] = first.value;
    waiting.delete(key);
    const batch = queue.splice(0, options.maxBatchItems);
    if (queue.length > 0) waiting.set(key, queue);
    return [key, batch];
  };

  const writeOne = async (key: string, entry: Waiting<Item, Result>): Promise<void> => {
    try {
      const [result] = await retryContention(() => options.write(key, [entry.item]));
      entry.resolve(result as Result);
    } catch (error) {
      entry.reject(error);
    }
  };

  const rejectLongWaiting = (error: unknown): void => {
    const since = performance.now() - longWaitMs;
    for (const [key, queue] of waiting) {
      // Queues are in order of arrival.
      const patient = queue.findIndex(entry => entry.sinceMs > since);
      const rejected = queue.splice(0, patient === -1 ? queue.length : patient);
      if (queue.length === 0) waiting.delete(key);
      for (const entry of rejected) entry.reject(error);
    }
  };

  const writeBatch = async (key: string, batch: readonly Waiting<Item, Result>[]): Promise<void> => {
    try {
      const items = batch.map(entry => entry.item);
      const results = await retryContention(() => options.write(key, items));
      batch.forEach((entry, index) => {
        entry.resolve(results[index] as Result);
      });
    } catch (error) {
      if (batch.length === 1 || !isItemFault(error)) {
        for (const entry of batch) entry.reject(error);
        if (!isItemFault(error)) rejectLongWaiting(error);
        return;
      }
      for (const entry of batch) await writeOne(key, entry);
    }
  };

  const pump = async (): Promise<void> => {
    lanesInUse += 1;
    for (let next = takeBatch(); next !== null; next = takeBatch()) await writeBatch(...next);
    lanesInUse -= 1;
    if (lanesInUse === 0) for (const listener of idleListeners.splice(0)) listener();
  };

  return {
    submit: (key, item) =>
      new Promise<Result>((resolve, reject) => {
        const queue = waiting.get(key);
        const entry = { item, sinceMs: performance.now(), resolve, reject };
        if (queue) queue.push(entry);
        else waiting.set(key, [entry]);
        if (lanesInUse < options.lanes) void pump();
      }),
    idle: () =>
      lanesInUse === 0 && waiting.size === 0
        ? Promise.resolve()
        : new Promise(resolve => {
            idleListeners.push(resolve);
          }),
  };
}
