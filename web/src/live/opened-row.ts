import type { Row } from './row-order.js';

/**
 * The open conversation, and its neighbours when it was opened: a reply moves it to the top, and an agent who answers all
 * in order goes on from its former place.
 */
export class OpenedRow {
  readonly id: string;
  readonly #at: string | undefined;
  readonly #before: string | undefined;
  readonly #after: string | undefined;

  constructor(id: string, order: readonly string[], row: Row | undefined) {
    const at = order.indexOf(id);
    this.id = id;
    this.#at = row?.lastActivityAt;
    this.#before = at === -1 ? undefined : order[at - 1];
    this.#after = at === -1 ? undefined : order[at + 1];
  }

  /** A former neighbour, when the conversation has moved since. */
  neighbour(by: 1 | -1, now: Row | undefined): string | undefined {
    if (this.#at === now?.lastActivityAt) return undefined;
    return by === 1 ? this.#after : this.#before;
  }
}
