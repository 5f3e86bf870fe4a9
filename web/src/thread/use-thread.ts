import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useQuery } from 'urql';
import {
  HistoryDocument,
  ThreadChangesDocument,
  ThreadDocument,
  type ThreadQuery,
} from '../gql/operations.js';
import { type DeskEvent, useDesk } from '../live/index.js';

/** The open conversation as the query has it. */
export type OpenConversation = NonNullable<ThreadQuery['conversation']>;

/** Why a conversation is not shown. */
export interface ThreadFault {
  readonly code: string;
  readonly requestId: string | null;
}

const newestCount = 30;
const historyCount = 50;
/** Pages on the way to a message of the past. */
const jumpCount = 100;
const maxJumpPages = 40;
/** What no event carries is read again at most this often. */
const changesMs = 2_000;

/** The open conversation: one request; its timeline is in the thread store, everything else in the cache. */
export function useThread(id: string) {
  const desk = useDesk();
  const [{ data, error, fetching, stale }, reload] = useQuery({
    query: ThreadDocument,
    variables: { id, last: newestCount },
    requestPolicy: 'cache-and-network',
  });
  const view = useSyncExternalStore(
    useCallback(listener => desk.threads.subscribe(id, listener), [desk, id]),
    () => desk.threads.view(id),
  );
  const hasGap = useRef(false);
  const found = data?.conversation?.id === id ? data.conversation : null;
  const last = useRef<OpenConversation | null>(null);
  if (found !== null) last.current = found;
  else if (last.current?.id !== id) last.current = null;
  useEffect(() => {
    if (found === null) return;
    desk.threads.addNewest(id, found.timeline, found.notes.nodes, hasGap.current && !stale);
    if (!stale) hasGap.current = false;
  }, [desk, id, found, stale]);
  useEffect(
    () =>
      desk.onReset(() => {
        hasGap.current = true;
        reload({ requestPolicy: 'network-only' });
      }),
    [desk, reload],
  );
  useChanges(id, last.current);
  const isErased = useErasure(id, last.current);

  const [isLoadingOlder, setLoadingOlder] = useState(false);
  const running = useRef<Promise<boolean> | null>(null);
  const loadPage = useCallback(
    async (count: number): Promise<boolean> => {
      const { hasOlder, startCursor } = desk.threads.view(id);
      if (!hasOlder || startCursor === null) return false;
      setLoadingOlder(true);
      try {
        const answer = await desk.plain.query(HistoryDocument, { id, last: count, before: startCursor });
        const page = answer.data?.conversation?.timeline;
        if (page) desk.threads.addOlder(id, page);
        return page !== undefined;
      } finally {
        setLoadingOlder(false);
      }
    },
    [desk, id],
  );
  /** One page at a time. */
  const loadOne = useCallback(
    (count: number): Promise<boolean> => {
      running.current ??= loadPage(count).finally(() => {
        running.current = null;
      });
      return running.current;
    },
    [loadPage],
  );
  const loadOlder = useCallback(() => loadOne(historyCount), [loadOne]);
  /** Loads history until an item of the timeline is there. @returns false when it is too old, or does not exist */
  const loadUntil = useCallback(
    async (itemId: string): Promise<boolean> => {
      for (let page = 0; page < maxJumpPages; page += 1) {
        const { oldestId, hasOlder } = desk.threads.view(id);
        if (oldestId !== '' && oldestId <= itemId) return true;
        if (!hasOlder || !(await loadOne(jumpCount))) return false;
      }
      return false;
    },
    [desk, id, loadOne],
  );

  const isGone = data?.conversation === null && !fetching;
  useEffect(() => {
    if (!isGone) return;
    // It stays readable until it is left.
    return () => desk.threads.forget(id);
  }, [desk, id, isGone]);
  return useMemo(
    () => ({
      conversation: found ?? last.current,
      ...{ view, isLoadingOlder, loadOlder, loadUntil, reload },
      /** The data of the person were erased while it was open. */
      isErased,
      /** From the server, not from an earlier visit: where reading ended is known. */
      isFresh: !stale && !fetching,
      /** It was shown, and the viewer may no longer see it. */
      isGone: isGone && last.current !== null,
      isMissing: isGone && last.current === null,
      fault: error !== undefined && last.current === null && !fetching ? toThreadFault(error) : null,
    }),
    [found, view, isLoadingOlder, loadOlder, loadUntil, reload, isErased, isGone, error, fetching, stale],
  );
}

/** Everything about the open conversation. */
export type OpenThread = ReturnType<typeof useThread>;

/** Forgets what is shown of a person who is erased. @returns whether that happened */
function useErasure(id: string, conversation: OpenConversation | null): boolean {
  const desk = useDesk();
  const [isErased, setErased] = useState(false);
  const latest = useRef(conversation);
  latest.current = conversation;
  useEffect(
    () =>
      desk.onEvent(({ type, node }) => {
        const isTheirs = node?.__typename === 'Contact' && node.id === latest.current?.contact.id;
        if (type !== 'CONTACT_ERASED' || !isTheirs) return;
        setErased(true);
        desk.threads.forget(id);
      }),
    [desk, id],
  );
  return isErased;
}

/** Reads again what events do not carry: activities, scheduled replies, addresses, labels of the person. */
function useChanges(id: string, conversation: OpenConversation | null): void {
  const desk = useDesk();
  const latest = useRef(conversation);
  latest.current = conversation;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lastAt = 0;
    const read = async () => {
      timer = undefined;
      lastAt = Date.now();
      const { data } = await desk.client.query(
        ThreadChangesDocument,
        { id },
        { requestPolicy: 'network-only' },
      );
      desk.threads.addItems(id, data?.conversation?.timeline.nodes ?? []);
    };
    const stop = desk.onEvent(event => {
      if (!isAbout(event, id, latest.current)) return;
      // A colleague has read it: nothing else changed.
      const isReading = event.changed.every(field => field === 'unreadCount');
      if (event.node?.__typename === 'Conversation' && isReading) return;
      timer ??= setTimeout(() => void read(), Math.max(0, lastAt + changesMs - Date.now()));
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [desk, id]);
}

function isAbout({ node, type }: DeskEvent, id: string, conversation: OpenConversation | null): boolean {
  if (node?.__typename === 'Conversation') return node.id === id && type === 'CONVERSATION_UPDATED';
  if (node?.__typename === 'Lead') return node.id === conversation?.lead?.id;
  // The event of a merge names the contact that was merged.
  if (type === 'CONTACT_MERGED' || type === 'CONTACT_UNMERGED') return true;
  if (node?.__typename === 'Contact') return node.id === conversation?.contact.id;
  return false;
}

function toThreadFault(error: {
  readonly graphQLErrors: readonly { readonly extensions?: Record<string, unknown> }[];
}): ThreadFault {
  const { code, requestId } = error.graphQLErrors[0]?.extensions ?? {};
  return {
    code: typeof code === 'string' ? code : 'NETWORK',
    requestId: typeof requestId === 'string' ? requestId : null,
  };
}
