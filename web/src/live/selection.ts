/** The rows that were chosen for a change of many. */

/** Chosen conversations; for `useSyncExternalStore`. */
export class Selection {
  readonly #listeners = new Set<() => void>();
  #ids: ReadonlySet<string> = new Set();

  readonly ids = (): ReadonlySet<string> => this.#ids;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Chooses a row, or leaves it out again. */
  toggle(id: string): void {
    const ids = new Set(this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.set(ids);
  }

  /** Adds rows. */
  add(...ids: readonly string[]): void {
    this.set([...this.#ids, ...ids]);
  }

  set(ids: Iterable<string>): void {
    this.#ids = new Set(ids);
    for (const listener of this.#listeners) listener();
  }

  clear(): void {
    if (this.#ids.size > 0) this.set([]);
  }
}
