import type { Row } from './row-order.js';

/** Events are applied together: many a second must not render as often. */
const waitMs = 100;

/** Collects the states of conversations; of one conversation the latest. */
export class EventBatches {
  readonly #apply: (rows: readonly Row[]) => void;
  readonly #rows = new Map<string, Row>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(apply: (rows: readonly Row[]) => void) {
    this.#apply = apply;
  }

  add(row: Row): void {
    this.#rows.set(row.id, row);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const rows = [...this.#rows.values()];
      this.#rows.clear();
      this.#apply(rows);
    }, waitMs);
  }
}
