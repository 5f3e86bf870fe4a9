/**
 * The conversation list: order and rows. The list is not read through the GraphQL cache, which would read all rows again
 * for every event; a row component subscribes to its own id.
 */
import { compareRows, type Row } from './row-order.js';

/** What the list shows; stable until it changes. */
export interface ListView {
  readonly order: readonly string[];
  /** More pages can be loaded. */
  readonly hasMore: boolean;
  readonly endCursor: string | null;
  /** Conversations whose move waits until the list is released. */
  readonly waiting: number;
  readonly isLoaded: boolean;
}

/** A page of the list. */
export interface RowPage {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const emptyView: ListView = { order: [], hasMore: false, endCursor: null, waiting: 0, isLoaded: false };

/** The rows of one filter. */
export class ListStore {
  readonly #rows = new Map<string, Row>();
  readonly #listeners = new Set<() => void>();
  readonly #rowListeners = new Map<string, Set<() => void>>();
  #view: ListView = emptyView;
  /** Decides membership; null while new rows may not enter live, as with a search. */
  #fits: ((row: Row) => boolean) | null = () => true;
  /** Members that are not in the shown order yet, or have another place. */
  readonly #moved = new Set<string>();
  #isHeld = false;

  readonly view = (): ListView => this.#view;
  readonly row = (id: string): Row | undefined => this.#rows.get(id);

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Calls the listener when this row changes. */
  subscribeRow(id: string, listener: () => void): () => void {
    const listeners = this.#rowListeners.get(id) ?? new Set();
    this.#rowListeners.set(id, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#rowListeners.delete(id);
    };
  }

  /** Begins another filter. The rows stay until its first page is there. */
  setFilter(fits: ((row: Row) => boolean) | null): void {
    this.#fits = fits;
    this.#moved.clear();
  }

  /** Shows the first page of the filter. */
  replace({ nodes, pageInfo }: RowPage): void {
    for (const row of nodes) this.#keep(row);
    this.#moved.clear();
    this.#show({
      ...{ order: nodes.map(({ id }) => id), isLoaded: true, waiting: 0 },
      ...{ hasMore: pageInfo.hasNextPage, endCursor: pageInfo.endCursor },
    });
  }

  /** Adds the next page. Loaded rows are not sorted again. */
  append({ nodes, pageInfo }: RowPage): void {
    const known = new Set(this.#view.order);
    for (const row of nodes) this.#keep(row);
    const order = [...this.#view.order, ...nodes.map(({ id }) => id).filter(id => !known.has(id))];
    this.#show({ ...this.#view, order, hasMore: pageInfo.hasNextPage, endCursor: pageInfo.endCursor });
  }

  /** Puts in the state of conversations, of events or answers. */
  see(rows: readonly Row[]): void {
    for (const row of rows) {
      const known = this.#rows.get(row.id);
      if (known && known.version > row.version) continue;
      const hasMoved = known?.lastActivityAt !== row.lastActivityAt || !this.#view.order.includes(row.id);
      this.#keep(row);
      const isMember = this.#view.order.includes(row.id);
      const fits = this.#fits?.(row) ?? isMember;
      if (fits !== isMember || (fits && hasMoved && this.#fits !== null)) this.#moved.add(row.id);
    }
    if (this.#moved.size === 0) return;
    if (this.#isHeld) this.#show({ ...this.#view, waiting: this.#moved.size });
    else this.#applyMoves();
  }

  /** Keeps the order while the user points at the list. */
  hold(isHeld: boolean): void {
    if (this.#isHeld === isHeld) return;
    this.#isHeld = isHeld;
    if (!isHeld && this.#moved.size > 0) this.#applyMoves();
  }

  /** Applies what waits, also while the list is held. */
  release(): void {
    if (this.#moved.size > 0) this.#applyMoves();
  }

  #applyMoves(): void {
    const last = this.#view.order
      .map(id => this.#rows.get(id))
      .findLast(row => row && !this.#moved.has(row.id));
    const kept = this.#view.order.filter(id => !this.#moved.has(id));
    const entering = [...this.#moved]
      .map(id => this.#rows.get(id))
      .filter(row => row !== undefined && (this.#fits?.(row) ?? false))
      // An older row than the last loaded one arrives with its page.
      .filter(row => row && (!this.#view.hasMore || !last || compareRows(row, last) < 0)) as Row[];
    this.#moved.clear();
    const order = [...kept, ...entering.map(({ id }) => id)].sort((a, b) => {
      const [first, second] = [this.#rows.get(a), this.#rows.get(b)];
      return first && second ? compareRows(first, second) : 0;
    });
    this.#show({ ...this.#view, order, waiting: 0 });
  }

  #keep(row: Row): void {
    const known = this.#rows.get(row.id);
    if (known && known.version > row.version) return;
    this.#rows.set(row.id, row);
    for (const listener of this.#rowListeners.get(row.id) ?? []) listener();
  }

  #show(view: ListView): void {
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }
}
