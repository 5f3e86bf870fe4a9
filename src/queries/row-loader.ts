/** Loads rows by key in batches: a page of any size costs the same number of statements. */
import DataLoader from 'dataloader';
import { isUuid } from '../domain/uuid-v7.js';

/** Loads rows by id for the length of one request. */
export class RowLoader<Row extends { readonly id: string }> {
  readonly #known = new Map<string, Row>();
  readonly #fetch: (ids: readonly string[]) => Promise<readonly Row[]>;
  /** Created when a row is missing: a request has a dozen of these objects, and most pages include their rows. */
  #loader: DataLoader<string, Row | null> | null = null;

  /** @param fetch reads the rows with these ids, in any order, without the missing ones */
  constructor(fetch: (ids: readonly string[]) => Promise<readonly Row[]>) {
    this.#fetch = fetch;
  }

  /**
   * The row, or null when the tenant has none with this id. A row that a page included is returned at once, without a
   * promise: an inbox page of fifty reads about two hundred of them.
   */
  load(id: string | null): Row | null | Promise<Row | null> {
    if (id === null) return null;
    const known = this.#known.get(id);
    if (known) return known;
    if (!isUuid(id)) return null;
    this.#loader ??= new DataLoader(async ids => {
      const rows = new Map((await this.#fetch(ids)).map(row => [row.id, row]));
      return ids.map(id => rows.get(id) ?? null);
    });
    return this.#loader.load(id.toLowerCase());
  }

  /** Caches a row that was read by other means. */
  prime(row: Row): void {
    this.#known.set(row.id, row);
  }

  /** True if `load` would return at once. */
  isKnown(id: string): boolean {
    return this.#known.has(id);
  }

  /** Clears the cache; after a write. */
  clearAll(): void {
    this.#known.clear();
    this.#loader?.clearAll();
  }
}

/** Loader of the rows of a parent, in the order of `fetch`. */
export function createListLoader<Row>(
  fetch: (parentIds: readonly string[]) => Promise<readonly Row[]>,
  parentOf: (row: Row) => string | null,
): DataLoader<string, readonly Row[]> {
  return new DataLoader(async parentIds => {
    const lists = new Map<string, Row[]>(parentIds.map(id => [id, []]));
    for (const row of await fetch(parentIds)) lists.get(parentOf(row) ?? '')?.push(row);
    return parentIds.map(id => lists.get(id) ?? []);
  });
}
