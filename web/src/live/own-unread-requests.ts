/** Collects ids for a short time, and asks for all of them at once. */

const waitMs = 250;
const maxIds = 100;

/** Requests of what the viewer has not read. */
export class OwnUnreadRequests {
  readonly #query: (ids: readonly string[]) => PromiseLike<unknown>;
  readonly #ids = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(query: (ids: readonly string[]) => PromiseLike<unknown>) {
    this.#query = query;
  }

  ask(id: string): void {
    this.#ids.add(id);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      // More than are shown at once: those scrolled past ask again when they are shown.
      const ids = [...this.#ids].slice(-maxIds);
      this.#ids.clear();
      void this.#query(ids);
    }, waitMs);
  }
}
