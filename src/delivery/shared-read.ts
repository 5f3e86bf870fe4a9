/** One read for all who ask while an earlier one is under way. */

/**
 * Reads for many callers: who asks during a read gets the next one, which begins after they asked, so that no caller gets
 * what was read before; however many ask, there is one next read.
 */
export class SharedRead<Value> {
  readonly #read: () => Promise<Value>;
  #current: Promise<Value> | null = null;
  #next: Promise<Value> | null = null;

  constructor(read: () => Promise<Value>) {
    this.#read = read;
  }

  /** The value as it is now. */
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
