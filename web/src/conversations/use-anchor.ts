import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { VirtualizerHandle } from 'virtua';
import type { ListView } from '../live/index.js';

/** Rows that are remembered: one of them stays when others move. */
const maxRemembered = 30;

/**
 * Keeps the first visible row where it is when the order changes below the top of the list.
 *
 * @returns `scrolled`, to be called with each scroll: true when the list itself scrolled
 */
export function useAnchor(
  view: ListView,
  list: RefObject<VirtualizerHandle | null>,
  pane: RefObject<HTMLElement | null>,
) {
  const { order, moved } = view;
  const shown = useRef<readonly { readonly id: string; readonly top: number }[]>([]);
  const latest = useRef(order);
  const isOwn = useRef(false);

  const remember = () => {
    const { current: handle } = list;
    if (!handle) return;
    const first = handle.findItemIndex(handle.scrollOffset);
    shown.current = latest.current
      .slice(first, first + maxRemembered)
      .map((id, at) => ({ id, top: handle.getItemOffset(first + at) - handle.scrollOffset }));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order is what is anchored
  useLayoutEffect(() => {
    const { current: handle } = list;
    const before = latest.current;
    latest.current = order;
    if (!handle || before === order) return remember();
    // Pages are added at the end: nothing moves.
    const isLonger = order[0] === before[0] && order[before.length - 1] === before.at(-1);
    if (handle.scrollOffset > 0 && !isLonger) {
      const anchor = shown.current.find(({ id }) => !moved.has(id) && order.includes(id));
      if (anchor) {
        const offset = handle.getItemOffset(order.indexOf(anchor.id)) - anchor.top;
        if (Math.abs(offset - handle.scrollOffset) >= 1) {
          isOwn.current = true;
          pane.current?.scrollTo(0, offset);
        }
      }
    }
    remember();
  }, [order]);

  return {
    scrolled: (): boolean => {
      const wasOwn = isOwn.current;
      isOwn.current = false;
      remember();
      return wasOwn;
    },
  };
}
