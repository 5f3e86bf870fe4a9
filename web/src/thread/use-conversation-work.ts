import { useMemo } from 'react';
import { type Change, useDesk } from '../live/index.js';
import { stopReading } from './use-reading.js';

/** Changes the open conversation; the page reports each change with its way back, and what the server refused. */
export function useConversationWork(conversationId: string) {
  const { work } = useDesk();
  return useMemo(
    () => ({
      change: (change: Change) =>
        change.kind === 'STATUS' && change.status === 'RESOLVED'
          ? work.resolve([conversationId])
          : work.change([conversationId], change),
      markUnread: () => {
        stopReading(conversationId);
        return work.change([conversationId], { kind: 'READ', isRead: false });
      },
    }),
    [work, conversationId],
  );
}
