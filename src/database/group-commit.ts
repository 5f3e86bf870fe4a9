/**
 * Group commit: items that arrive while a batch is being written form the next batch. A single item is written at once, and
 * under load a batch grows until its cost is shared. Further lanes open for what one batch cannot hold, or when the one
 * under way takes long: two small batches cost more than one large.
 *
 * Keys (tenants) are served in rotation and share each batch, so that a busy tenant cannot starve another. A key that another lane
 * writes is left for later while there are others: both would wait for its counter. While one or two keys
 * fill the lanes, an item of another key is written next to them, at once. A write that
 * failed by contention is retried. A batch that fails otherwise is written again item by item, so one bad item affects
 * no other. A batch that waits long for a lock is given up: its keys are written one by one, next to the others (`held`),
 * so a locked tenant delays only itself. When the database is unavailable, items that have waited long fail too: their
 * own batch would take as long again to fail.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { TrunklineError } from '../domain/errors.js';
import { KeyCounts } from './key-counts.js';
import { KeyQueues } from './key-queues.js';
import { retryContention } from './retry-contention.js';

/** Options of `createGroupCommit`. */
export interface GroupCommitOptions<Item, Result> {
  /** Batches in flight at once, without those of held keys. */
  readonly lanes: number;
  readonly maxBatchItems: number;
  /** True if a batch may hold items of several keys. */
  readonly mixesKeys?: boolean;
  /**
   * Writes a batch and returns one result for each item, in order; called again when it failed by contention. Throws
   * SQLSTATE 55P03 when it has waited for a lock for `lockTimeoutMs`; null: it may wait as long as any statement.
   */
  readonly write: (items: readonly Item[], lockTimeoutMs: number | null) => Promise<readonly Result[]>;
}

/** A running group commit. */
export interface GroupCommit<Item, Result> {
  /** Resolves once the item is committed, rejects when it could not be. */
  submit(key: string, item: Item): Promise<Result>;
  /** Resolves when nothing is waiting or in flight. */
  idle(): Promise<void>;
}

interface Waiting<Item, Result> {
  readonly key: string;
  readonly item: Item;
  readonly sinceMs: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** An answer is scripts and a write to a socket, some 100 µs. */
const answersATurn = 16;
/** A batch takes milliseconds: an item that has waited this long waits for a database that does not answer. */
const longWaitMs = 1_000;
/** A batch that takes longer waits for a lock or for its disk: another lane goes on meanwhile. */
const longBatchMs = 20;
/** Longer than a commit of another batch takes, also on a slow disk. */
const lockTimeoutMs = 250;
/** Keys that may fill the lanes while another one has a lane of its own. */
const floodingKeys = 2;
/** Held keys that are written at once: each takes a connection for as long as its lock lasts. */
const heldLanes = 2;
/** A unique violation is contention too: the row of the other one is found when the write is repeated. */
const also = ['23505'];
/** SQLSTATE of a lock that was not released in time. */
const lockNotAvailable = '55P03';
/** Contention of messages, merges and links of one contact; at each attempt another transaction has committed. */
const maxAttempts = 6;

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? '';
const isLocked = (error: unknown): boolean => codeOf(error) === lockNotAvailable;
/** A TrunklineError means that the database is unavailable; any other error may be caused by one item. */
const isItemFault = (error: unknown): boolean => !(error instanceof TrunklineError);

/** Creates a group commit. */
export function createGroupCommit<Item, Result>(
  options: GroupCommitOptions<Item, Result>,
): GroupCommit<Item, Result> {
  type Entry = Waiting<Item, Result>;
  const { lanes, maxBatchItems, mixesKeys = false } = options;
  const waiting = new KeyQueues<Entry>();
  /** Items of keys whose rows another transaction has locked; a key leaves when its queue is empty. */
  const held = new Map<string, Entry[]>();
  const idleListeners: (() => void)[] = [];
  /** Items in the lanes, by key. */
  const running = new KeyCounts();
  let lanesInUse = 0;
  let heldInUse = 0;
  let isExpressInUse = false;

  const write = async (batch: readonly Entry[], timeoutMs: number | null): Promise<void> => {
    const items = batch.map(entry => entry.item);
    const results = await retryContention(() => options.write(items, timeoutMs), { also, maxAttempts });
    const deliver = (from = 0): void => {
      const until = Math.min(from + answersATurn, batch.length);
      for (let index = from; index < until; index += 1) batch[index]?.resolve(results[index] as Result);
      // Requests of others have their turn in between.
      if (until < batch.length) setImmediate(deliver, until);
    };
    // What waits is sent first, so that the database works while the answers are written.
    if (waiting.size > 0) setImmediate(deliver);
    else deliver();
  };

  const rejectLongWaiting = (error: unknown): void => {
    const since = performance.now() - longWaitMs;
    const isLong = (entry: Entry) => entry.sinceMs <= since;
    for (const entry of waiting.removeLeading(isLong)) entry.reject(error);
    for (const queue of held.values()) {
      const end = queue.findIndex(entry => !isLong(entry));
      for (const entry of queue.splice(0, end === -1 ? queue.length : end)) entry.reject(error);
    }
  };

  /** @returns the entries whose rows are locked; all others are settled */
  const settle = async (batch: readonly Entry[], timeoutMs: number | null): Promise<readonly Entry[]> => {
    try {
      await write(batch, timeoutMs);
      return [];
    } catch (error) {
      if (isLocked(error)) return batch;
      if (batch.length === 1 || !isItemFault(error)) {
        for (const entry of batch) entry.reject(error);
        if (!isItemFault(error)) rejectLongWaiting(error);
        return [];
      }
      const locked: Entry[] = [];
      const lockedKeys = new Set<string>();
      for (const entry of batch) {
        // Each would wait as long again, and what follows in its key must not overtake it.
        const left = lockedKeys.has(entry.key) ? [entry] : await settle([entry], timeoutMs);
        for (const { key } of left) lockedKeys.add(key);
        locked.push(...left);
      }
      return locked;
    }
  };

  const writeHeld = async (key: string, queue: Entry[]): Promise<void> => {
    while (queue.length > 0) await settle(queue.splice(0, maxBatchItems), null);
    held.delete(key);
  };
  const pumpHeld = async (): Promise<void> => {
    heldInUse += 1;
    for (let next = heldKeys.shift(); next !== undefined; next = heldKeys.shift())
      await writeHeld(next, held.get(next) ?? []);
    heldInUse -= 1;
    tellIdle();
  };
  /** Held keys that no lane writes yet. */
  const heldKeys: string[] = [];
  const hold = (entries: readonly Entry[]): void => {
    for (const [key, locked] of Map.groupBy(entries, entry => entry.key)) {
      const queue = held.get(key);
      // What another batch of the key had is older than what came since.
      if (queue) queue.unshift(...locked);
      else {
        held.set(key, [...locked, ...waiting.removeKey(key)]);
        heldKeys.push(key);
      }
      if (heldInUse < heldLanes) void pumpHeld();
    }
  };

  const pump = async (): Promise<void> => {
    lanesInUse += 1;
    // Everything that this turn of the event loop has received goes with the first batch.
    await nextTurn();
    const take = () =>
      mixesKeys
        ? waiting.takeShared(maxBatchItems, key => running.has(key))
        : waiting.takeOfOne(maxBatchItems);
    for (let batch = take(); batch.length > 0; batch = take()) await run(batch);
    lanesInUse -= 1;
    tellIdle();
  };

  const run = async (batch: readonly Entry[]): Promise<void> => {
    for (const { key } of batch) running.add(key);
    hold(await settle(batch, lockTimeoutMs));
    for (const { key } of batch) running.remove(key);
  };

  /** True for the only item of its key while few other keys fill the lanes: it does not wait for their batches. */
  const isExpress = (key: string): boolean =>
    mixesKeys &&
    !isExpressInUse &&
    running.size >= maxBatchItems / 2 &&
    running.keyCount <= floodingKeys &&
    !running.has(key) &&
    !waiting.has(key);

  const express = async (entry: Entry): Promise<void> => {
    isExpressInUse = true;
    await run([entry]);
    isExpressInUse = false;
    tellIdle();
  };

  let isTimed = false;
  /** Opens a lane for what waits; when the lanes in use are likely to take it soon, only after a while. */
  const openLane = (): void => {
    if (lanesInUse === lanes) return;
    if (lanesInUse === 0 || waiting.size >= maxBatchItems / 2) {
      void pump();
      return;
    }
    if (isTimed) return;
    isTimed = true;
    setTimeout(() => {
      isTimed = false;
      if (waiting.size > 0 && lanesInUse < lanes) void pump();
    }, longBatchMs);
  };

  const isIdle = () => lanesInUse === 0 && heldInUse === 0 && !isExpressInUse && waiting.size === 0;
  const tellIdle = (): void => {
    if (isIdle()) for (const listener of idleListeners.splice(0)) listener();
  };

  return {
    submit: (key, item) =>
      new Promise<Result>((resolve, reject) => {
        const entry = { key, item, sinceMs: performance.now(), resolve, reject };
        const locked = held.get(key);
        if (locked) locked.push(entry);
        else if (isExpress(key)) void express(entry);
        else {
          waiting.add(key, entry);
          openLane();
        }
      }),
    idle: () =>
      isIdle()
        ? Promise.resolve()
        : new Promise(resolve => {
            idleListeners.push(resolve);
          }),
  };
}
