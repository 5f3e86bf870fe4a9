import { type RefObject, useEffect, useRef } from 'react';
import { MarkReadDocument } from '../gql/operations.js';
import { type Message, useCompany, useDesk } from '../live/index.js';

const readMs = 1_000;

/** Marks the conversation as read while its end is shown, the window has focus and nothing hides it. */
export function useMarkRead(
  conversationId: string,
  messages: readonly Message[],
  isAtEnd: RefObject<boolean>,
): void {
  const desk = useDesk();
  const { viewer } = useCompany();
  const marked = useRef('');
  const last = messages.findLast(({ direction }) => direction === 'INBOUND')?.id;
  const mayWork = viewer.permissions.includes('WORK');
  useEffect(() => {
    if (last === undefined || !mayWork) return;
    const timer = setInterval(() => {
      const isSeen = document.visibilityState === 'visible' && document.hasFocus() && isAtEnd.current;
      const isUnread = (desk.list.row(conversationId)?.unreadCount ?? 1) > 0;
      if (!isSeen || !isUnread || marked.current === last) return;
      marked.current = last;
      const input = { conversationId, upToMessageId: last };
      void desk.client.mutation(MarkReadDocument, { input }).then(({ error }) => {
        if (error) marked.current = '';
      });
    }, readMs);
    return () => clearInterval(timer);
  }, [desk, conversationId, last, isAtEnd, mayWork]);
}
