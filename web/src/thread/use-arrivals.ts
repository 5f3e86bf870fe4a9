import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { ThreadView } from '../live/index.js';
import type { Divider } from './thread-items.js';

/** Options of `useArrivals`. */
export interface ArrivalOptions {
  readonly view: ThreadView;
  readonly isAtEnd: RefObject<boolean>;
  readonly setMissed: (change: (count: number) => number) => void;
  readonly setDivider: (change: (before: Divider | null) => Divider | null) => void;
}

/** Counts what arrives below the visible part; in a hidden tab it gets a divider, and the list does not follow. */
export function useArrivals({ view, isAtEnd, setMissed, setDivider }: ArrivalOptions): void {
  const newestId = useRef(view.messages.at(-1)?.id ?? '');
  /** The first message that arrived while the tab was hidden. */
  const hiddenSince = useRef<string | null>(null);
  useEffect(() => {
    const onVisibility = () => {
      if (document.visibilityState === 'visible') hiddenSince.current = null;
    };
    document.addEventListener('visibilitychange', onVisibility);
    return () => document.removeEventListener('visibilitychange', onVisibility);
  }, []);
  useLayoutEffect(() => {
    const arrived = view.messages.filter(({ id }) => id > newestId.current);
    newestId.current = view.messages.at(-1)?.id ?? newestId.current;
    const inbound = arrived.filter(({ direction }) => direction === 'INBOUND');
    const [first] = inbound;
    if (first && document.visibilityState === 'hidden') {
      hiddenSince.current ??= first.id;
      const since = hiddenSince.current;
      isAtEnd.current = false;
      const count = view.messages.filter(
        ({ id, direction }) => id >= since && direction === 'INBOUND',
      ).length;
      setDivider(() => ({ id: since, count }));
    }
    if (!isAtEnd.current && arrived.length > 0) setMissed(count => count + arrived.length);
  }, [view.messages, isAtEnd, setMissed, setDivider]);
}
