/**
 * Keyset pagination, used by every connection. A page starts after the row of its cursor, by the values that order the
 * list, so it costs the same at any depth, and inserted or deleted rows do not shift it.
 */
import type { CursorCodec, CursorUse } from '../database/cursors.js';
import { BadUserInputError, CursorInvalidError } from '../domain/errors.js';
import { defaultPageSize, maxPageSize } from '../domain/page-size.js';

/** Page arguments of a client; absent and null are the same. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** A page in the terms of a query. */
export interface Keyset {
  readonly limit: number;
  /** True if the page is counted from the end of the list. */
  readonly isBackward: boolean;
  /** Ordering values of the row before the page, or null for the start of the list. */
  readonly after: readonly string[] | null;
  /** Ordering values of the row after the page, or null for the end of the list. */
  readonly before: readonly string[] | null;
}

/** The cursors of one list of one tenant. */
export class ListCursors {
  constructor(
    readonly cursors: CursorCodec,
    readonly tenantId: string,
    readonly use: CursorUse,
    readonly partCount: number,
  ) {}

  /** A cursor of a row, from its ordering values. */
  encode(parts: readonly string[]): string {
    return this.cursors.encode(this.tenantId, this.use, parts);
  }

  /** @throws CursorInvalidError */
  decode(cursor: string): readonly string[] {
    const parts = this.cursors.decode(this.tenantId, this.use, cursor);
    if (parts.length !== this.partCount) throw new CursorInvalidError();
    return parts;
  }
}

/**
 * Parses page arguments.
 * @param whenNeither end of the list that is read when neither `first` nor `last` is given
 * @throws BadUserInputError, CursorInvalidError
 */
export function toKeyset(
  cursors: ListCursors,
  { first, after, last, before }: PageArguments,
  whenNeither: 'first' | 'last' = 'first',
): Keyset {
  if (first != null && last != null) {
    throw new BadUserInputError('last', 'cannot be combined with "first"; ask for one end of the list');
  }
  const isBackward =
    last != null || (first == null && (before != null || (after == null && whenNeither === 'last')));
  const limit = first ?? last ?? defaultPageSize;
  if (limit < 0 || limit > maxPageSize) {
    throw new BadUserInputError(last == null ? 'first' : 'last', `must be from 0 to ${maxPageSize}`);
  }
  return {
    limit,
    isBackward,
    after: after == null ? null : cursors.decode(after),
    before: before == null ? null : cursors.decode(before),
  };
}

/** A row with the values that order it. */
export interface PageItem<Row> {
  readonly row: Row;
  readonly parts: readonly string[];
}

/** One row of a connection; its cursor is computed when it is read. */
class PageEdge<Row> {
  constructor(
    readonly node: Row,
    readonly parts: readonly string[],
    readonly cursors: ListCursors,
  ) {}

  /** Continues the list after this row. */
  get cursor(): string {
    return this.cursors.encode(this.parts);
  }
}

/** Data of a page in addition to its rows. */
export interface PageFacts {
  /** The tenant's event log position in the snapshot of the rows. */
  readonly syncPosition: number;
  /** Counts the whole list; called when the count is selected. */
  readonly count?: () => Promise<number | null>;
}

/** A connection. Edges, cursors and counts are computed when they are read: most clients need only some of them. */
export class Page<Row> {
  readonly nodes: readonly Row[];
  readonly #items: readonly PageItem<Row>[];
  readonly #hasMore: boolean;

  /** @param found the rows in the direction of the page, with one more than its limit when the list continues */
  constructor(
    found: readonly PageItem<Row>[],
    readonly keyset: Keyset,
    readonly cursors: ListCursors,
    readonly facts: PageFacts,
  ) {
    this.#hasMore = found.length > keyset.limit;
    const items = this.#hasMore ? found.slice(0, keyset.limit) : found;
    this.#items = keyset.isBackward ? [...items].reverse() : items;
    this.nodes = this.#items.map(item => item.row);
  }

  get edges(): readonly PageEdge<Row>[] {
    return this.#items.map(({ row, parts }) => new PageEdge(row, parts, this.cursors));
  }

  get pageInfo() {
    const { isBackward, after, before } = this.keyset;
    const [start, end] = [this.#items[0], this.#items.at(-1)];
    const { cursors } = this;
    return {
      hasNextPage: isBackward ? before !== null : this.#hasMore,
      hasPreviousPage: isBackward ? this.#hasMore : after !== null,
      get startCursor() {
        return start ? cursors.encode(start.parts) : null;
      },
      get endCursor() {
        return end ? cursors.encode(end.parts) : null;
      },
    };
  }

  get syncCursor(): string {
    return this.cursors.cursors.encodePosition(this.cursors.tenantId, this.facts.syncPosition);
  }

  get totalCount(): Promise<number | null> {
    return this.facts.count?.() ?? Promise.resolve(null);
  }
}
