/**
 * The conversation list: order and rows. The list is not read through the GraphQL cache, which would read all rows again
 * for every event; a row component subscribes to its own id. Contents change at once; order and membership wait while the
 * list is held.
 */
import { RowCompactor } from './compact-row.js';
import { mergeRows } from './merge-rows.js';
import { OpenedRow } from './opened-row.js';
import { OwnUnread } from './own-unread.js';
import { compareRows, type Row } from './row-order.js';

/** What the list shows; stable until it changes. */
export interface ListView {
  readonly order: readonly string[];
  /** More pages can be loaded. */
  readonly hasMore: boolean;
  readonly endCursor: string | null;
  /** Conversations that move up or come in when the list is released. */
  readonly waiting: number;
  readonly isLoaded: boolean;
  /** Those that changed their place with the last change of the order. */
  readonly moved: ReadonlySet<string>;
}

/** A page of the list. */
export interface RowPage {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * Why a row is not a member of the list; null for a member.
 * @param unread what the viewer has not read of it
 */
export type Judge = (row: Row, unread: number) => string | null;

/** The reason of a row that fits except that it was read: no action of the viewer takes it away. */
const read = 'READ';
const none: ReadonlySet<string> = new Set();
/** What is left of the row of a person who is erased. */
const withoutTexts = (row: Row): Row => ({
  ...row,
  handoffReason: null,
  labels: [],
  contact: { ...row.contact, displayName: null, phone: null },
  lastMessage: row.lastMessage && { ...row.lastMessage, text: null, attachments: [] },
});
const emptyView: ListView = {
  ...{ order: [], hasMore: false, endCursor: null, waiting: 0, isLoaded: false, moved: none },
};

/** The rows of one filter. */
export class ListStore {
  readonly #rows = new Map<string, Row>();
  readonly #compactor = new RowCompactor();
  readonly #own = new OwnUnread();
  /** The ids of the order. */
  readonly #members = new Set<string>();
  readonly #listeners = new Set<() => void>();
  readonly #rowListeners = new Map<string, Set<() => void>>();
  #view: ListView = emptyView;
  readonly #erased = new Set<string>();
  /** Null while new rows may not enter live, as with a search. */
  #judge: Judge | null = () => null;
  /** Members that have another place or no longer fit, and rows that are not in the order yet. */
  readonly #moved = new Set<string>();
  #isHeld = false;
  /** First page of a list that was loaded again while this one was held. */
  #waitingPage: RowPage | null = null;
  #opened: OpenedRow | null = null;

  readonly view = (): ListView => this.#view;
  readonly row = (id: string): Row | undefined => this.#rows.get(id);
  /** Whether a row is in the shown order. */
  readonly has = (id: string): boolean => this.#members.has(id);
  /** What the viewer has not read; null while it is not known. */
  readonly unread = (id: string): number | null => this.#own.count(id);

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

  /** Why a shown row leaves with the next release; null for one that stays. */
  readonly misfit = (id: string): string | null =>
    this.#moved.has(id) && this.#members.has(id) ? this.#judged(id) : null;

  /** Begins another filter. The rows stay until its first page is there. */
  setFilter(judge: Judge | null): void {
    this.#judge = judge;
    this.#moved.clear();
    this.#waitingPage = null;
  }

  /** Shows the first page of the filter. */
  replace({ nodes, pageInfo }: RowPage): void {
    for (const row of nodes) this.#keep(row);
    this.#moved.clear();
    this.#waitingPage = null;
    const order = nodes.map(({ id }) => id);
    const left = this.#view.order;
    this.#members.clear();
    for (const id of order) this.#members.add(id);
    const { hasNextPage, endCursor } = pageInfo;
    this.#show({ ...emptyView, order, isLoaded: true, hasMore: hasNextPage, endCursor });
    this.#drop(left);
  }

  /** The first page again, after a gap in the events: contents at once, the order when the list is released. */
  reload(page: RowPage): void {
    if (!this.#isHeld) {
      this.replace(page);
      return;
    }
    for (const row of page.nodes) this.#keep(row);
    const waiting = page.nodes.findIndex(({ id }) => id === this.#view.order[0]);
    this.#waitingPage = page;
    this.#show({ ...this.#view, waiting: waiting === -1 ? page.nodes.length : waiting });
  }

  /** Adds the next page. Loaded rows are not sorted again. */
  append({ nodes, pageInfo }: RowPage): void {
    for (const row of nodes) this.#keep(row);
    const added = nodes.map(({ id }) => id).filter(id => !this.#members.has(id));
    for (const id of added) {
      this.#members.add(id);
      this.#moved.delete(id);
    }
    const order = [...this.#view.order, ...added];
    this.#show({ ...this.#view, order, hasMore: pageInfo.hasNextPage, endCursor: pageInfo.endCursor });
  }

  /** Puts in the state of conversations, of events or answers. */
  see(rows: readonly Row[]): void {
    for (const row of rows) this.#see(row);
    if (this.#moved.size > 0) this.#settle();
  }

  /** The state after an action of the viewer: a row that no longer fits leaves at once. */
  take(row: Row): void {
    this.#see(row);
    const misfit = this.#members.has(row.id) ? this.#judged(row.id) : null;
    if (misfit !== null && misfit !== read) {
      this.#moved.delete(row.id);
      this.#members.delete(row.id);
      const order = this.#view.order.filter(id => id !== row.id);
      this.#show({ ...this.#view, order, waiting: this.#waiting(), moved: new Set([row.id]) });
    }
    if (this.#moved.size > 0) this.#settle();
  }

  /** The viewer's own state of a conversation. */
  setUnread(id: string, count: number, lastMessageId: string | null): void {
    if (this.#own.set(id, count, lastMessageId)) this.#ownChanged(id);
  }

  /** An inbound message, which the viewer has not read. */
  addUnread(id: string, messageId: string): void {
    if (this.#own.add(id, messageId)) this.#ownChanged(id);
  }

  /** Forgets the texts of a person who is erased. An event of before the erasure must not bring them back. */
  forgetPerson(contactId: string): void {
    this.#erased.add(contactId);
    for (const row of [...this.#rows.values()]) if (row.contact.id === contactId) this.#keep(row);
  }

  /** Whether a person was erased since the page was opened. */
  readonly isErased = (contactId: string): boolean => this.#erased.has(contactId);

  /** Keeps the order while the user points at the list. */
  hold(isHeld: boolean): void {
    if (this.#isHeld === isHeld) return;
    this.#isHeld = isHeld;
    if (!isHeld) this.release();
  }

  /** Applies what waits, also while the list is held. */
  release(): void {
    if (this.#waitingPage !== null) this.replace(this.#waitingPage);
    else if (this.#moved.size > 0) this.#applyMoves();
  }

  /** The open conversation stays in the list until it is left. */
  setOpen(id: string | null): void {
    if (this.#opened?.id === id) return;
    this.#opened = id === null ? null : new OpenedRow(id, this.#view.order, this.#rows.get(id));
    if (!this.#isHeld && this.#moved.size > 0) this.#applyMoves();
  }

  /** The next or the previous conversation; of an open one that moved, those next to its former place. */
  neighbour(id: string, by: 1 | -1): string | undefined {
    const { order } = this.#view;
    const remembered = this.#opened?.id === id ? this.#opened.neighbour(by, this.#rows.get(id)) : undefined;
    if (remembered !== undefined && this.#members.has(remembered)) return remembered;
    const at = order.indexOf(id);
    return at === -1 ? undefined : order[at + by];
  }

  #see(row: Row): void {
    const known = this.#rows.get(row.id);
    if (known && known.version > row.version) return;
    const isMember = this.#members.has(row.id);
    const hasMoved = known?.lastActivityAt !== row.lastActivityAt;
    const misfit = this.#judge?.(row, this.#unreadOf(row)) ?? null;
    const isWanted = isMember || (this.#judge !== null && misfit === null && !this.#isBelow(row));
    if (isWanted || this.#isWatched(row.id)) this.#keep(row);
    if (!isWanted) this.#moved.delete(row.id);
    else if (this.#judge !== null && (!isMember || misfit !== null || hasMoved)) this.#moved.add(row.id);
  }

  #ownChanged(id: string): void {
    this.#notify(id);
    const row = this.#rows.get(id);
    if (!row || this.#judge === null || !this.#members.has(id)) return;
    if (this.#judged(id) === null) return;
    this.#moved.add(id);
    this.#settle();
  }

  #settle(): void {
    if (this.#isHeld) {
      const waiting = this.#waiting();
      if (waiting !== this.#view.waiting) this.#show({ ...this.#view, waiting });
      for (const id of this.#moved) this.#notify(id);
    } else this.#applyMoves();
  }

  /** How many of those that moved are not where the release puts them. */
  #waiting(): number {
    const entering = this.#entering();
    const inPlace = entering.findIndex(({ id }, index) => this.#view.order[index] !== id);
    return inPlace === -1 ? 0 : entering.length - inPlace;
  }

  #entering(): Row[] {
    return [...this.#moved]
      .flatMap(id => this.#rows.get(id) ?? [])
      .filter(({ id }) => this.#judged(id) === null)
      .sort(compareRows);
  }

  #applyMoves(): void {
    const entering = this.#entering();
    const openId = this.#opened?.id;
    const isPinned = openId !== undefined && this.misfit(openId) !== null;
    const moved = new Set(this.#moved);
    const kept = this.#view.order.filter(id => !moved.has(id) || (isPinned && id === openId));
    const last = this.#rows.get(kept.at(-1) ?? '');
    this.#moved.clear();
    if (isPinned) this.#moved.add(openId);
    // An older row than the last loaded one arrives with its page.
    const added = entering.filter(row => !this.#view.hasMore || !last || compareRows(row, last) < 0);
    const order = mergeRows(kept, added, this.row);
    for (const id of moved) if (id !== openId || !isPinned) this.#members.delete(id);
    for (const { id } of added) this.#members.add(id);
    const { order: before, waiting } = this.#view;
    const isSame = order.length === before.length && order.every((id, at) => id === before[at]);
    if (!isSame) this.#show({ ...this.#view, order, waiting: 0, moved });
    else if (waiting > 0) this.#show({ ...this.#view, waiting: 0 });
    this.#drop(moved);
    if (isPinned) this.#notify(openId);
  }

  #isBelow(row: Row): boolean {
    const last = this.#rows.get(this.#view.order.at(-1) ?? '');
    return this.#view.hasMore && last !== undefined && compareRows(row, last) > 0;
  }

  #judged(id: string): string | null {
    const row = this.#rows.get(id);
    return row && this.#judge ? this.#judge(row, this.#unreadOf(row)) : null;
  }

  /** What no user has read, the viewer has not read either. */
  #unreadOf = (row: Row): number => this.#own.count(row.id) ?? row.unreadCount;

  /** Shown elsewhere than in the order. */
  #isWatched(id: string): boolean {
    return this.#rowListeners.has(id) || this.#opened?.id === id;
  }

  /** Forgets rows that are no longer shown. */
  #drop(ids: Iterable<string>): void {
    for (const id of ids) {
      if (this.#members.has(id) || this.#isWatched(id)) continue;
      this.#rows.delete(id);
      this.#own.forget(id);
    }
  }

  #keep(row: Row): void {
    const known = this.#rows.get(row.id);
    if (known && known.version > row.version) return;
    const kept = this.#compactor.compact(this.#erased.has(row.contact.id) ? withoutTexts(row) : row);
    this.#rows.set(kept.id, kept);
    this.#own.share(kept.id, kept.lastMessage?.id);
    this.#notify(kept.id);
  }

  #notify(id: string): void {
    for (const listener of this.#rowListeners.get(id) ?? []) listener();
  }

  #show(view: ListView): void {
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }
}
