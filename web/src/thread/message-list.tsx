import {
  type KeyboardEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { type Outbox, quoteMessage, useScheduledReplies } from '../composer/index.js';
import { t } from '../i18n/index.js';
import type { Message } from '../live/index.js';
import { IconButton, lazyLayer } from '../ui/index.js';
import { focusWhenThere, stepTo } from './focus-article.js';
import { type ThreadActions, ThreadActionsContext } from './thread-actions.js';
import { type Divider, findFirstUnread, type ThreadItem, toThreadItems } from './thread-items.js';
import { ThreadListItem } from './thread-list-item.js';
import { useArrivals } from './use-arrivals.js';
import { useJump } from './use-jump.js';
import { useListScroll } from './use-list-scroll.js';
import { useReading } from './use-reading.js';
import type { OpenConversation, OpenThread } from './use-thread.js';
import { onWork } from './work.js';

const MessageMenu = lazyLayer(async () => (await import('./message-menu.js')).MessageMenu);
const MessageDetails = lazyLayer(async () => (await import('./message-details.js')).MessageDetails);

/** Properties of `MessageList`. */
export interface MessageListProps {
  readonly conversation: OpenConversation;
  readonly thread: OpenThread;
  readonly outbox: Outbox;
  /** The message to show first. */
  readonly messageId: string | null;
}

/** Above the divider a part of the last read message is visible. */
const dividerPx = -48;

/** The timeline of a conversation: it opens at the first unread message, else at its end, and follows only from there. */
export function MessageList({ conversation, thread, outbox, messageId }: MessageListProps) {
  const { id: conversationId, viewerState } = conversation;
  const { view, loadOlder, loadUntil, isLoadingOlder } = thread;
  const [reading] = useState(() => ({
    unreadCount: viewerState.unreadCount,
    lastReadId: viewerState.lastReadMessage?.id ?? null,
  }));
  const all = useSyncExternalStore(outbox.subscribe, outbox.entries);
  const entries = useMemo(() => all.filter(e => e.conversationId === conversationId), [all, conversationId]);
  const [divider, setDivider] = useState<Divider | null>(() => findFirstUnread(view, reading));
  const scheduled = useScheduledReplies(conversationId);
  const items = useMemo(
    () => toThreadItems(view, { outbox: entries, scheduled }, divider),
    [view, entries, scheduled, divider],
  );
  const latest = useRef(items);
  latest.current = items;
  const pane = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [focusedKey, setFocusedKey] = useState<string | null>(null);
  const [menu, setMenu] = useState<{ readonly message: Message; readonly anchor: Element } | null>(null);
  const [details, setDetails] = useState<Message | null>(null);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const observe = useReading(conversationId, reading.lastReadId, pane);

  // History was added before the first item: the place is kept from the end.
  const [before, setBefore] = useState(view.oldestId);
  const isPrepended = view.oldestId !== before;
  useEffect(() => setBefore(view.oldestId), [view.oldestId]);

  const focusKey = useCallback((key: string) => {
    setFocusedKey(key);
    const index = latest.current.findIndex(item => item.key === key);
    list.current?.scrollToIndex(index, { align: 'nearest' });
    focusWhenThere(pane, key);
  }, []);
  const scroll = useListScroll({ list, pane, items: latest, view, loadOlder });
  const { toEnd, goTo, isAtEnd, missed, setMissed } = scroll;
  const onFound = useCallback((key: string) => {
    setFocusedKey(key);
    focusWhenThere(pane, key);
  }, []);
  const jump = useJump({ items, loadUntil, goTo, onFound });
  const { jumpTo, targetKey } = jump;

  const [opensAt] = useState(() => messageId ?? divider?.id ?? null);
  useLayoutEffect(() => {
    if (messageId !== null) return jumpTo(messageId);
    const index = opensAt === null ? -1 : latest.current.findIndex(({ kind }) => kind === 'NEW');
    if (index < 0) return toEnd();
    goTo(index, { align: 'start', offset: dividerPx });
  }, [messageId, opensAt, jumpTo, toEnd, goTo]);

  useArrivals({ view, isAtEnd, setMissed, setDivider });
  const newest = items.at(-1)?.key;
  const localCount = entries.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each change of the newest item
  useLayoutEffect(() => {
    if (isAtEnd.current) toEnd();
  }, [newest]);
  const localBefore = useRef(localCount);
  useLayoutEffect(() => {
    // An own reply was written: it is shown wherever the list stands.
    if (localCount > localBefore.current) toEnd();
    localBefore.current = localCount;
  }, [localCount, toEnd]);

  const toFirstUnread = useCallback(() => {
    const first = divider?.id ?? (reading.unreadCount > 0 ? reading.lastReadId : null);
    if (first !== null) jumpTo(first);
  }, [divider, reading, jumpTo]);
  useEffect(
    () =>
      onWork(action => {
        if (action === 'NEWEST') toEnd();
        if (action === 'FIRST_UNREAD') toFirstUnread();
        if (action === 'QUOTE') quoteFocused(latest.current);
      }),
    [toEnd, toFirstUnread],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const target = event.target as Element;
    if (target !== pane.current && !target.matches('article')) return;
    const keys = latest.current.filter(isArticle).map(({ key }) => key);
    const next = stepTo(event.code, keys, target.getAttribute('data-key'));
    if (next === undefined) return;
    event.preventDefault();
    focusKey(next);
  };

  const actions = useMemo<ThreadActions>(
    () => ({
      openMenu: (message, anchor) => setMenu({ message, anchor }),
      openDetails: setDetails,
      isUnfolded: key => unfolded.has(key),
      unfold: key => setUnfolded(known => new Set([...known, key])),
      ...{ jumpTo, observe },
    }),
    [jumpTo, observe, unfolded],
  );
  const places = useMemo(() => toPlaces(items), [items]);
  const focusedIndex = focusedKey === null ? -1 : items.findIndex(({ key }) => key === focusedKey);
  const waiting = entries.filter(({ state }) => state === 'WAITING').length;

  return (
    <ThreadActionsContext value={actions}>
      <div className="messages-frame">
        {view.isLoaded && items.length === 0 && <p className="muted centred">{t('noMessages')}</p>}
        {(isLoadingOlder || jump.isSearching) && <p className="older">{t('older')}</p>}
        {jump.isNotFound && (
          <p className="older" role="status">
            {t('messageNotFound')}
          </p>
        )}
        <div
          className="messages"
          ref={pane}
          role="feed"
          aria-label={t('messages')}
          aria-busy={isLoadingOlder || !view.isLoaded}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keys
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          <div className="messages-spring" />
          <Virtualizer
            ref={list}
            scrollRef={pane}
            shift={isPrepended}
            {...scroll.handlers}
            data={items}
            keepMounted={focusedIndex < 0 ? [] : [focusedIndex]}
          >
            {item => (
              <ThreadListItem
                key={item.key}
                item={item}
                outbox={outbox}
                waiting={waiting}
                position={places.get(item.key) ?? 0}
                size={view.hasOlder ? -1 : places.size}
                isFocused={item.key === focusedKey}
                isTarget={item.key === targetKey}
                isUnfolded={unfolded.has(item.key)}
              />
            )}
          </Virtualizer>
        </div>
        {missed > 0 && (
          <button
            type="button"
            className="button missed"
            onClick={toEnd}
            aria-label={t('missedMessages', { count: missed })}
          >
            ↓ {missed}
          </button>
        )}
        {missed === 0 && scroll.isAway && (
          <IconButton className="missed" icon="down" label={t('toNewest')} onClick={toEnd} />
        )}
        {menu !== null && <MessageMenu {...menu} onClose={() => setMenu(null)} onDetails={setDetails} />}
        {details !== null && <MessageDetails message={details} onClose={() => setDetails(null)} />}
      </div>
    </ThreadActionsContext>
  );
}

/** Quotes the message that has the focus. */
function quoteFocused(items: readonly ThreadItem[]): void {
  const key = document.activeElement?.closest('article')?.dataset.key;
  const item = items.find(each => each.key === key);
  if (item?.kind === 'MESSAGE') quoteMessage(item.message);
}

/** Messages and notes take the focus. */
const isArticle = ({ kind }: ThreadItem): boolean => kind === 'MESSAGE' || kind === 'NOTE';

/** The position of each article, from 1. */
function toPlaces(items: readonly ThreadItem[]): ReadonlyMap<string, number> {
  return new Map(items.filter(isArticle).map(({ key }, index) => [key, index + 1]));
}
