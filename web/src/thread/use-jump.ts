import { useCallback, useEffect, useRef, useState } from 'react';
import type { ScrollToIndexOpts } from 'virtua';
import { indexOfId, type ThreadItem } from './thread-items.js';

/** Options of `useJump`. */
export interface JumpOptions {
  readonly items: readonly ThreadItem[];
  /** Loads history until the item is there. */
  readonly loadUntil: (id: string) => Promise<boolean>;
  readonly goTo: (index: number, options: ScrollToIndexOpts) => void;
  readonly onFound: (key: string) => void;
}

/** A message that was jumped to is marked for this long. */
const markedMs = 2_000;

/** Goes to a message, also to one that is not loaded: history is loaded up to it. */
export function useJump({ items, loadUntil, goTo, onFound }: JumpOptions) {
  const [target, setTarget] = useState<string | null>(null);
  const [targetKey, setTargetKey] = useState<string | null>(null);
  const [isNotFound, setNotFound] = useState(false);
  const latest = useRef(items);
  latest.current = items;

  const jumpTo = useCallback(
    (id: string) => {
      setNotFound(false);
      setTarget(id);
      if (indexOfId(latest.current, id) >= 0) return;
      void loadUntil(id).then(isThere => {
        if (isThere) return;
        setTarget(null);
        setNotFound(true);
      });
    },
    [loadUntil],
  );
  useEffect(() => {
    if (target === null) return;
    const index = indexOfId(items, target);
    const key = items[index]?.key;
    if (key === undefined) return;
    // After the virtual list has kept the place of what was visible.
    const frame = requestAnimationFrame(() => {
      goTo(index, { align: 'center' });
      setTarget(null);
      setTargetKey(key);
      onFound(key);
    });
    return () => cancelAnimationFrame(frame);
  }, [items, target, goTo, onFound]);
  useEffect(() => {
    if (targetKey === null && !isNotFound) return;
    const timer = setTimeout(() => {
      setTargetKey(null);
      setNotFound(false);
    }, markedMs);
    return () => clearTimeout(timer);
  }, [targetKey, isNotFound]);
  return { jumpTo, targetKey, isNotFound, isSearching: target !== null };
}
