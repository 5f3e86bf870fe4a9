import {
  type KeyboardEvent,
  lazy,
  memo,
  type RefObject,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { type Outbox, quoteMessage, ScheduledBubble, useScheduledReplies } from '../composer/index.js';
import { t } from '../i18n/index.js';
import type { Message } from '../live/index.js';
import { IconButton } from '../ui/index.js';
import { LocalMessage } from './local-message.js';
import { MessageMenu } from './message-menu.js';
import { type ThreadActions, ThreadActionsContext } from './thread-actions.js';
import { type Divider, findFirstUnread, type ThreadItem, toThreadItems } from './thread-items.js';
import { ThreadRow, type ThreadRowProps } from './thread-row.js';
import { useJump } from './use-jump.js';
import { useReading } from './use-reading.js';
import type { OpenConversation, OpenThread } from './use-thread.js';
import { onWork } from './work.js';

const MessageDetails = lazy(async () => ({ default: (await import('./message-details.js')).MessageDetails }));

/** Properties of `MessageList`. */
export interface MessageListProps {
  readonly conversation: OpenConversation;
  readonly thread: OpenThread;
  readonly outbox: Outbox;
  /** The message to show first. */
  readonly messageId: string | null;
}

/** Within this distance of the end the list follows new messages. */
const followPx = 80;
const loadOlderPx = 600;
/** Articles that Page Up and Page Down pass. */
const pageOfArticles = 8;
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
  const isAtEnd = useRef(true);
  /** The list goes to an item; sizes that are not known yet make the end seem near. */
  const isGoing = useRef(false);
  const [missed, setMissed] = useState(0);
  const [isAway, setAway] = useState(false);
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
  const toEnd = useCallback(() => {
    list.current?.scrollToIndex(latest.current.length - 1, { align: 'end' });
    isAtEnd.current = true;
    isGoing.current = false;
    setAway(false);
    setMissed(0);
  }, []);
  const onFound = useCallback((key: string) => {
    isAtEnd.current = false;
    isGoing.current = true;
    setFocusedKey(key);
    focusWhenThere(pane, key);
  }, []);
  const jump = useJump({ items, loadUntil, list, onFound });
  const { jumpTo, targetKey } = jump;

  const [opensAt] = useState(() => messageId ?? divider?.id ?? null);
  useLayoutEffect(() => {
    if (messageId !== null) return jumpTo(messageId);
    const index = opensAt === null ? -1 : latest.current.findIndex(({ kind }) => kind === 'NEW');
    if (index < 0) return toEnd();
    isAtEnd.current = false;
    isGoing.current = true;
    list.current?.scrollToIndex(index, { align: 'start', offset: dividerPx });
  }, [messageId, opensAt, jumpTo, toEnd]);

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

  const onScrollEnd = () => {
    if (!isGoing.current) return;
    isGoing.current = false;
    onScroll(list.current?.scrollOffset ?? 0);
  };
  const onScroll = (offset: number) => {
    const { scrollHeight = 0, clientHeight = 0 } = pane.current ?? {};
    isAtEnd.current = !isGoing.current && scrollHeight - clientHeight - offset < followPx;
    setAway(!isAtEnd.current);
    if (isAtEnd.current) setMissed(0);
    if (offset < loadOlderPx) void loadOlder();
  };
  // Pictures get their size late, and the composer grows: the end stays the end.
  const onResize = () => {
    if (isAtEnd.current) list.current?.scrollToIndex(latest.current.length - 1, { align: 'end' });
  };
  // A short page does not scroll: its history would never be asked for.
  useEffect(() => {
    const { scrollHeight = 0, clientHeight = 0 } = pane.current ?? {};
    if (view.hasOlder && scrollHeight <= clientHeight) void loadOlder();
  }, [view, loadOlder]);

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
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys move between the articles of the feed */}
        <div
          className="messages"
          ref={pane}
          role="feed"
          aria-label={t('messages')}
          aria-busy={isLoadingOlder}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keys
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          <div className="messages-spring" />
          <Virtualizer
            ref={list}
            scrollRef={pane}
            shift={isPrepended}
            onScroll={onScroll}
            onScrollEnd={onScrollEnd}
            onResize={onResize}
            data={items}
            keepMounted={focusedIndex < 0 ? [] : [focusedIndex]}
          >
            {item => (
              <Item
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
          <button type="button" className="button missed" onClick={toEnd} aria-label={t('missedMessages', { count: missed })}>
            ↓ {missed}
          </button>
        )}
        {missed === 0 && isAway && (
          <IconButton className="missed" icon="down" label={t('toNewest')} onClick={toEnd} />
        )}
        {menu !== null && <MessageMenu {...menu} onClose={() => setMenu(null)} onDetails={setDetails} />}
        {details !== null && (
          <Suspense fallback={null}>
            <MessageDetails message={details} onClose={() => setDetails(null)} />
          </Suspense>
        )}
      </div>
    </ThreadActionsContext>
  );
}

interface ItemProps extends ThreadRowProps {
  readonly outbox: Outbox;
  /** Replies that the server does not have yet. */
  readonly waiting: number;
}

const Item = memo(function Item({ item, outbox, waiting, ...rest }: ItemProps) {
  if (item.kind === 'LOCAL') return <LocalMessage entry={item.entry} outbox={outbox} waiting={waiting} />;
  if (item.kind === 'SCHEDULED') return <ScheduledBubble reply={item.reply} />;
  return <ThreadRow item={item} {...rest} />;
});

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

/** The article that a key goes to; from the pane itself the last one. */
function stepTo(code: string, keys: readonly string[], from: string | null): string | undefined {
  const at = from === null ? keys.length : keys.indexOf(from);
  const last = keys.length - 1;
  const to = {
    ArrowUp: at - 1,
    ArrowDown: at + 1,
    PageUp: Math.max(0, at - pageOfArticles),
    PageDown: Math.min(last, at + pageOfArticles),
    Home: 0,
    End: last,
  }[code];
  return to === undefined ? undefined : keys[Math.min(Math.max(to, 0), last)];
}

const maxFrames = 60;

/** Focuses an article as soon as the virtual list has drawn it. */
function focusWhenThere(pane: RefObject<HTMLElement | null>, key: string, frames = 0): void {
  const element = pane.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;
  // It cannot take the focus before it is measured.
  element?.focus({ preventScroll: true });
  if (element !== document.activeElement && frames < maxFrames) requestAnimationFrame(() => focusWhenThere(pane, key, frames + 1));
}

interface ArrivalOptions {
  readonly view: OpenThread['view'];
  readonly isAtEnd: RefObject<boolean>;
  readonly setMissed: (change: (count: number) => number) => void;
  readonly setDivider: (change: (before: Divider | null) => Divider | null) => void;
}

/** Counts what arrives below the visible part; in a hidden tab it gets a divider, and the list does not follow. */
function useArrivals({ view, isAtEnd, setMissed, setDivider }: ArrivalOptions): void {
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
      const count = view.messages.filter(({ id, direction }) => id >= since && direction === 'INBOUND').length;
      setDivider(() => ({ id: since, count }));
    }
    if (!isAtEnd.current && arrived.length > 0) setMissed(count => count + arrived.length);
  }, [view.messages, isAtEnd, setMissed, setDivider]);
}
