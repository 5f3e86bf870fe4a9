/**
 * A bounded set of what was dealt with lately. Two generations instead of an ordered list: when the young one is full it
 * becomes the old one, and keys that were not looked up since are dropped; so it holds between `maxEntries` and twice as many.
 */
export class RecentKeys {
  readonly #maxEntries: number;
  #young = new Set<string>();
  #old = new Set<string>();

  constructor(maxEntries: number) {
    this.#maxEntries = maxEntries;
  }

  /** Whether the key was added lately; asking keeps it. */
  has(key: string): boolean {
    if (this.#young.has(key)) return true;
    if (!this.#old.has(key)) return false;
    this.add(key);
    return true;
  }

  /** Remembers the key. */
  add(key: string): void {
    if (this.#young.size >= this.#maxEntries) {
      this.#old = this.#young;
      this.#young = new Set();
    }
    this.#young.add(key);
  }
}
