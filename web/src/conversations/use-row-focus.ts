import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { Desk } from '../live/index.js';
import type { RowMenuPlace } from './row-menu.js';

/** Options of `useRowFocus`. */
export interface RowFocusOptions {
  readonly desk: Desk;
  readonly order: readonly string[];
  readonly openId: string | null;
  readonly pane: RefObject<HTMLElement | null>;
  readonly list: RefObject<VirtualizerHandle | null>;
  /** Applies what waits and goes to the top. */
  readonly release: () => void;
  readonly onMenu: (menu: RowMenuPlace) => void;
}

/**
 * The focus among the rows: one row is in the order of the Tab key, arrows move between all, also those that are not
 * mounted. When the focused row leaves the list, the one in its place is next.
 */
export function useRowFocus({ desk, order, openId, pane, list, release, onMenu }: RowFocusOptions) {
  const [chosen, setChosen] = useState<string | null>(null);
  /** Gets the focus when it is mounted. */
  const wanted = useRef<string | null>(null);
  const before = useRef(order);
  const activeId = [chosen, openId].find(id => id !== null && desk.list.has(id)) ?? order[0] ?? null;
  const activeIndex = activeId === null ? -1 : order.indexOf(activeId);

  const elementOf = useCallback(
    (id: string) =>
      pane.current?.querySelector<HTMLElement>(`[data-conversation="${CSS.escape(id)}"]`) ?? null,
    [pane],
  );
  const focusRow = useCallback(
    (id: string) => {
      setChosen(id);
      const element = elementOf(id);
      if (element) element.focus({ preventScroll: true });
      else wanted.current = id;
    },
    [elementOf],
  );
  const focusAt = (index: number) => {
    const id = order[Math.max(0, Math.min(order.length - 1, index))];
    if (id === undefined) return;
    list.current?.scrollToIndex(order.indexOf(id), { align: 'nearest' });
    focusRow(id);
  };

  // Not mounted before: now it is, as the active row always is.
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const element = elementOf(wanted.current);
    if (!element) return;
    wanted.current = null;
    element.focus({ preventScroll: true });
  });
  useLayoutEffect(() => {
    const old = before.current;
    before.current = order;
    if (chosen === null || desk.list.has(chosen) || !old.includes(chosen)) return;
    const next = order[Math.min(old.indexOf(chosen), order.length - 1)];
    // React has removed the row: the focus is nowhere.
    const hadFocus = document.activeElement === document.body || document.activeElement === null;
    if (next === undefined) return setChosen(null);
    if (hadFocus) focusRow(next);
    else setChosen(next);
  }, [order, chosen, desk, focusRow]);
  // What a key opens is shown; the focus follows when it is among the rows.
  useEffect(() => {
    if (openId === null) return;
    const index = desk.list.view().order.indexOf(openId);
    if (index === -1) return;
    list.current?.scrollToIndex(index, { align: 'nearest' });
    if (pane.current?.contains(document.activeElement)) focusRow(openId);
    else setChosen(openId);
  }, [openId, desk, list, pane, focusRow]);

  const idAt = (target: EventTarget): string | null => {
    const item = (target as Element).closest('li');
    return item?.querySelector<HTMLElement>('[data-conversation]')?.dataset.conversation ?? null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const id = idAt(event.target);
    if (id === null || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault();
      const anchor = elementOf(id);
      if (anchor) onMenu({ id, section: null, anchor });
      return;
    }
    const page = Math.max(
      1,
      Math.floor((pane.current?.clientHeight ?? 0) / (list.current?.getItemSize(0) || 72)) - 1,
    );
    const at = order.indexOf(id);
    const to = {
      ...{ ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page },
      ...{ Home: 0, End: order.length - 1 },
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (event.key === 'Home') {
      release();
      const [first] = desk.list.view().order;
      if (first !== undefined) focusRow(first);
      return;
    }
    const next = order[Math.max(0, Math.min(order.length - 1, to))];
    if (event.shiftKey && next !== undefined) extend(desk, id, next);
    focusAt(to);
  };
  return {
    ...{ activeId, activeIndex, elementOf, focusAt, onKeyDown },
    onFocus: (event: FocusEvent) => {
      const id = idAt(event.target);
      if (id !== null) setChosen(id);
    },
    onContextMenu: (event: MouseEvent) => {
      const id = idAt(event.target);
      if (id === null) return;
      event.preventDefault();
      onMenu({ id, section: null, anchor: { x: event.clientX, y: event.clientY } });
    },
  };
}

/** Shift with an arrow: the next row is chosen too; going back leaves the last one out. */
function extend({ selection }: Desk, from: string, to: string): void {
  const ids = selection.ids();
  if (ids.has(from) && ids.has(to)) selection.toggle(from);
  else selection.add(from, to);
}
