/** Queues of items by key, served in rotation: the key that has waited longest is first. */
export class KeyQueues<Item> {
  // A Map keeps insertion order. No queue is empty.
  readonly #queues = new Map<string, Item[]>();
  #size = 0;

  /** Items in all queues. */
  get size(): number {
    return this.#size;
  }

  has(key: string): boolean {
    return this.#queues.has(key);
  }

  add(key: string, item: Item): void {
    this.#size += 1;
    const queue = this.#queues.get(key);
    if (queue) queue.push(item);
    else this.#queues.set(key, [item]);
  }

  /** Takes up to `max` items of the key that has waited longest; none when all queues are empty. */
  takeOfOne(max: number): Item[] {
    const first = this.#queues.entries().next();
    if (first.done) return [];
    const [key, queue] = first.value;
    this.#queues.delete(key);
    const taken = queue.splice(0, max);
    if (queue.length > 0) this.#queues.set(key, queue);
    this.#size -= taken.length;
    return taken;
  }

  /**
   * Takes up to `max` items: an equal share of each key first, then what is left of those that have more.
   *
   * @param isTaken keys that are left for later, unless there are no others
   */
  takeShared(max: number, isTaken: (key: string) => boolean = () => false): Item[] {
    const taken: Item[] = [];
    const keys = this.#firstKeys(max, isTaken);
    const share = Math.max(1, Math.floor(max / keys.length));
    const rest: [string, Item[]][] = [];
    for (const key of keys) {
      if (taken.length === max) break;
      const queue = this.#queues.get(key) ?? [];
      this.#queues.delete(key);
      taken.push(...queue.splice(0, Math.min(share, max - taken.length)));
      if (queue.length > 0) rest.push([key, queue]);
    }
    for (const [key, queue] of rest) {
      taken.push(...queue.splice(0, max - taken.length));
      if (queue.length > 0) this.#queues.set(key, queue);
    }
    this.#size -= taken.length;
    return taken;
  }

  #firstKeys(max: number, isTaken: (key: string) => boolean): readonly string[] {
    const [first, free]: [string[], string[]] = [[], []];
    for (const key of this.#queues.keys()) {
      if (first.length < max) first.push(key);
      if (!isTaken(key)) free.push(key);
      if (free.length === max) break;
    }
    return free.length > 0 ? free : first;
  }

  /** Removes a key. @returns its items, in order */
  removeKey(key: string): Item[] {
    const queue = this.#queues.get(key) ?? [];
    this.#queues.delete(key);
    this.#size -= queue.length;
    return queue;
  }

  /** Removes the first items of each queue for which the condition is true. */
  removeLeading(isLeading: (item: Item) => boolean): Item[] {
    const removed: Item[] = [];
    for (const [key, queue] of this.#queues) {
      const end = queue.findIndex(item => !isLeading(item));
      removed.push(...queue.splice(0, end === -1 ? queue.length : end));
      if (queue.length === 0) this.#queues.delete(key);
    }
    this.#size -= removed.length;
    return removed;
  }
}
