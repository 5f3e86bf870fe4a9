/** Coalesces reads: one next read serves all callers that arrive during an earlier one. */

/**
 * Shares reads between callers: a call during a read joins the next read, which begins after the call, so that no
 * caller gets stale data. All waiting calls share one next read.
 */
export class SharedRead<Value> {
  readonly #read: () => Promise<Value>;
  #current: Promise<Value> | null = null;
  #next: Promise<Value> | null = null;

  constructor(read: () => Promise<Value>) {
    this.#read = read;
  }

  /** The current value. */
  get(): Promise<Value> {
    if (!this.#current) return this.#start();
    this.#next ??= this.#current.then(
      () => this.#start(),
      () => this.#start(),
    );
    return this.#next;
  }

  #start(): Promise<Value> {
    this.#next = null;
    const current = this.#read();
    this.#current = current;
    const settle = (): void => {
      if (this.#current === current && !this.#next) this.#current = null;
    };
    current.then(settle, settle);
    return current;
  }
}
