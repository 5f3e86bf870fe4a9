import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { useQuery } from 'urql';
import { HistoryDocument, ThreadDocument } from '../gql/operations.js';
import { useDesk } from '../live/index.js';

const newestCount = 30;
const historyCount = 50;

/** The open conversation: one request; its messages are in the thread store, everything else in the cache. */
export function useThread(id: string) {
  const desk = useDesk();
  const [{ data, error, fetching }, reload] = useQuery({
    query: ThreadDocument,
    variables: { id, last: newestCount },
    requestPolicy: 'cache-and-network',
  });
  const view = useSyncExternalStore(
    useCallback(listener => desk.threads.subscribe(id, listener), [desk, id]),
    () => desk.threads.view(id),
  );
  const hasGap = useRef(false);
  const conversation = data?.conversation ?? null;
  useEffect(() => {
    if (conversation?.id !== id) return;
    desk.threads.addNewest(id, conversation.messages, conversation.notes.nodes, hasGap.current);
    hasGap.current = false;
  }, [desk, id, conversation]);
  useEffect(() => {
    desk.onReset = () => {
      hasGap.current = true;
      reload({ requestPolicy: 'network-only' });
    };
    return () => {
      desk.onReset = () => {};
    };
  }, [desk, reload]);

  const isLoading = useRef(false);
  const loadOlder = useCallback(async () => {
    const { hasOlder, startCursor } = desk.threads.view(id);
    if (!hasOlder || startCursor === null || isLoading.current) return;
    isLoading.current = true;
    try {
      const answer = await desk.plain.query(HistoryDocument, { id, last: historyCount, before: startCursor });
      const page = answer.data?.conversation?.messages;
      if (page) desk.threads.addOlder(id, page);
    } finally {
      isLoading.current = false;
    }
  }, [desk, id]);

  return {
    conversation: conversation?.id === id ? conversation : null,
    ...{ view, loadOlder, reload },
    isMissing: data !== undefined && data.conversation === null && !fetching,
    hasFailed: error !== undefined && conversation === null && !fetching,
  };
}
