/** Counts items by key. */
export class KeyCounts {
  readonly #counts = new Map<string, number>();
  #size = 0;

  /** Items of all keys. */
  get size(): number {
    return this.#size;
  }

  /** Keys that have items. */
  get keyCount(): number {
    return this.#counts.size;
  }

  has(key: string): boolean {
    return this.#counts.has(key);
  }

  add(key: string): void {
    this.#size += 1;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  remove(key: string): void {
    this.#size -= 1;
    const count = (this.#counts.get(key) ?? 1) - 1;
    if (count === 0) this.#counts.delete(key);
    else this.#counts.set(key, count);
  }
}
