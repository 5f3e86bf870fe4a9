import { useCallback, useRef, useState } from 'react';
import { type Message, useCompany, useDesk } from '../live/index.js';
import { findCollision } from './collision.js';

/**
 * Watches for a colleague's reply that comes while this user writes: the first attempt to send shows it, the second
 * sends.
 */
export function useCollision(conversationId: string, hasText: boolean) {
  const desk = useDesk();
  const { viewer } = useCompany();
  const [shown, setShown] = useState<Message | null>(null);
  const newest = () => desk.threads.view(conversationId).messages.at(-1)?.createdAt ?? '';
  /** The newest message when the first letter was written. */
  const since = useRef<string | null>(hasText ? newest() : null);
  const onText = useCallback(
    (text: string) => {
      if (text === '') {
        since.current = null;
        setShown(null);
      } else since.current ??= desk.threads.view(conversationId).messages.at(-1)?.createdAt ?? '';
    },
    [desk, conversationId],
  );
  /** @returns true when it may be sent */
  const mayLeave = useCallback((): boolean => {
    const { messages } = desk.threads.view(conversationId);
    const found = findCollision(messages, since.current, viewer.id);
    if (found === null || found.id === shown?.id) return true;
    setShown(found);
    return false;
  }, [desk, conversationId, viewer.id, shown]);
  return { shown, onText, mayLeave };
}
