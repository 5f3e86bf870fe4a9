import { type RefCallback, type RefObject, useCallback, useEffect, useRef } from 'react';
import { MarkReadDocument } from '../gql/operations.js';
import { useCompany, useDesk } from '../live/index.js';
import { usePreference } from '../ui/index.js';
import { type ReadingClock, ReadMarker } from './read-marker.js';

const clock: ReadingClock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  isAttended: () => document.visibilityState === 'visible' && document.hasFocus(),
};

const half = 0.5;
/** Steps at which a message that is higher than the pane is looked at. */
const steps = [0, 0.1, 0.2, 0.3, 0.4, half, 0.6, 0.7, 0.8, 0.9, 1];
/** Conversations that the viewer marked as unread, until they are left. */
const leftUnread = new Map<string, () => void>();

/** Nothing more is marked as read in this conversation until it is left. */
export function stopReading(conversationId: string): void {
  leftUnread.get(conversationId)?.();
}

/**
 * Marks as read what is read.
 *
 * @param lastReadId where reading ended before
 * @returns for the element of each inbound message, which has its id in `data-message`
 */
export function useReading(
  conversationId: string,
  lastReadId: string | null,
  pane: RefObject<HTMLElement | null>,
): RefCallback<HTMLElement> {
  const desk = useDesk();
  const { viewer } = useCompany();
  const isRead = usePreference('readWhen') === 'SEEN' && viewer.permissions.includes('WORK');
  const observer = useRef<IntersectionObserver | null>(null);
  const waiting = useRef(new Set<HTMLElement>());
  const first = useRef(lastReadId ?? '');
  const current = useRef<ReadMarker | null>(null);

  useEffect(() => {
    if (!isRead) return;
    const marker = new ReadMarker(
      first.current,
      async upToMessageId => {
        const { error } = await desk.client.mutation(MarkReadDocument, {
          input: { conversationId, upToMessageId },
        });
        return error === undefined;
      },
      clock,
    );
    current.current = marker;
    leftUnread.set(conversationId, () => marker.stop());
    const seen = new IntersectionObserver(
      entries => {
        for (const { target, isIntersecting, intersectionRatio, intersectionRect, rootBounds } of entries) {
          const isHalf =
            intersectionRatio >= half ||
            intersectionRect.height >= half * (rootBounds?.height ?? Number.POSITIVE_INFINITY);
          const id = (target as HTMLElement).dataset.message;
          if (id !== undefined) marker.show(id, isIntersecting && isHalf && target.isConnected);
        }
      },
      { root: pane.current, threshold: steps },
    );
    observer.current = seen;
    for (const element of waiting.current) seen.observe(element);
    const attend = () => marker.attend();
    for (const name of ['focus', 'blur']) addEventListener(name, attend);
    document.addEventListener('visibilitychange', attend);
    return () => {
      marker.stop();
      leftUnread.delete(conversationId);
      seen.disconnect();
      observer.current = null;
      for (const name of ['focus', 'blur']) removeEventListener(name, attend);
      document.removeEventListener('visibilitychange', attend);
    };
  }, [desk, conversationId, isRead, pane]);

  return useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    waiting.current.add(element);
    observer.current?.observe(element);
    return () => {
      waiting.current.delete(element);
      observer.current?.unobserve(element);
      // A far jump removes it before the observer says that it left.
      if (element.dataset.message !== undefined) current.current?.show(element.dataset.message, false);
    };
  }, []);
}
