import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { ScrollToIndexOpts, VirtualizerHandle } from 'virtua';
import type { ThreadView } from '../live/index.js';
import type { ThreadItem } from './thread-items.js';

/** Options of `useListScroll`. */
export interface ListScrollOptions {
  readonly list: RefObject<VirtualizerHandle | null>;
  readonly pane: RefObject<HTMLElement | null>;
  readonly items: RefObject<readonly ThreadItem[]>;
  readonly view: ThreadView;
  readonly loadOlder: () => Promise<boolean>;
}

/** Within this distance of the end the list follows new messages. */
const followPx = 80;
const loadOlderPx = 600;

/** Where the list stands: it follows its end only when it is there, and loads history near its beginning. */
export function useListScroll({ list, pane, items, view, loadOlder }: ListScrollOptions) {
  const isAtEnd = useRef(true);
  /** The list goes to an item; sizes that are not known yet make the end seem near. */
  const isGoing = useRef(false);
  const [isAway, setAway] = useState(false);
  const [missed, setMissed] = useState(0);

  const toEnd = useCallback(() => {
    list.current?.scrollToIndex(items.current.length - 1, { align: 'end' });
    isAtEnd.current = true;
    isGoing.current = false;
    setAway(false);
    setMissed(0);
  }, [list, items]);
  /** Leaves the end for an item. */
  const goTo = useCallback(
    (index: number, options: ScrollToIndexOpts) => {
      isAtEnd.current = false;
      isGoing.current = true;
      list.current?.scrollToIndex(index, options);
    },
    [list],
  );
  const last = useRef({ offset: 0, height: 0 });
  const onScroll = (offset: number) => {
    const { scrollHeight = 0, clientHeight = 0 } = pane.current ?? {};
    const hasGrown = scrollHeight > last.current.height && offset >= last.current.offset;
    last.current = { offset, height: scrollHeight };
    // A picture got its size: the reader did not leave the end, the end moved.
    if (isAtEnd.current && !isGoing.current && hasGrown) return toEnd();
    isAtEnd.current = !isGoing.current && scrollHeight - clientHeight - offset < followPx;
    setAway(!isAtEnd.current);
    if (isAtEnd.current) setMissed(0);
    if (offset < loadOlderPx) void loadOlder();
  };
  const onScrollEnd = () => {
    if (!isGoing.current) return;
    isGoing.current = false;
    onScroll(list.current?.scrollOffset ?? 0);
  };
  // Pictures get their size late, and the composer grows: the end stays the end.
  const onResize = () => {
    if (isAtEnd.current) list.current?.scrollToIndex(items.current.length - 1, { align: 'end' });
  };
  // A short page does not scroll: its history would never be asked for.
  useEffect(() => {
    const { scrollHeight = 0, clientHeight = 0 } = pane.current ?? {};
    if (view.hasOlder && scrollHeight <= clientHeight) void loadOlder();
  }, [view, loadOlder, pane]);
  return { isAtEnd, isAway, missed, setMissed, toEnd, goTo, handlers: { onScroll, onScrollEnd, onResize } };
}
