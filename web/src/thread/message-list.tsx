import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { type Outbox, ScheduledBubble, useScheduledReplies } from '../composer/index.js';
import { t } from '../i18n/index.js';
import type { ThreadView } from '../live/index.js';
import { formatDay, IconButton } from '../ui/index.js';
import { LocalMessage } from './local-message.js';
import { MessageView, NoteView } from './message-view.js';
import { type ThreadItem, toThreadItems } from './thread-items.js';
import { useMarkRead } from './use-mark-read.js';

/** Properties of `MessageList`. */
export interface MessageListProps {
  readonly conversationId: string;
  readonly view: ThreadView;
  readonly outbox: Outbox;
  readonly unreadCount: number;
  readonly onNeedOlder: () => Promise<void>;
}

/** Within this distance of the end the list follows new messages. */
const followPx = 80;
const loadOlderPx = 600;

/** The messages of a conversation: it opens at its end, and follows new ones only from there. */
export function MessageList({ conversationId, view, outbox, unreadCount, onNeedOlder }: MessageListProps) {
  const all = useSyncExternalStore(outbox.subscribe, outbox.entries);
  const entries = useMemo(() => all.filter(e => e.conversationId === conversationId), [all, conversationId]);
  const [firstUnread] = useState(() => findFirstUnread(view, unreadCount));
  const items = useMemo(() => toThreadItems(view, entries, firstUnread), [view, entries, firstUnread]);
  const scheduled = useScheduledReplies(conversationId);
  const pane = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const isAtEnd = useRef(true);
  const [missed, setMissed] = useState(0);
  const oldest = items.find(item => item.kind === 'MESSAGE')?.key;
  const newest = items.at(-1)?.key;
  const [before, setBefore] = useState(oldest);
  const isPrepended = oldest !== before;
  useMarkRead(conversationId, view.messages, isAtEnd);

  const toEnd = useCallback(() => {
    list.current?.scrollToIndex(items.length - 1, { align: 'end' });
    isAtEnd.current = true;
    setMissed(0);
  }, [items.length]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each change of the newest item
  useLayoutEffect(() => {
    const last = items.at(-1);
    if (isAtEnd.current || last?.kind === 'LOCAL') toEnd();
    else if (last?.kind === 'MESSAGE') setMissed(count => count + 1);
  }, [newest]);
  useEffect(() => setBefore(oldest), [oldest]);

  const onScroll = (offset: number) => {
    const { scrollHeight = 0, clientHeight = 0 } = pane.current ?? {};
    isAtEnd.current = scrollHeight - clientHeight - offset < followPx;
    if (isAtEnd.current) setMissed(0);
    if (offset < loadOlderPx) void onNeedOlder();
  };
  // A short page does not scroll: its history would never be asked for.
  useEffect(() => {
    const { scrollHeight = 0, clientHeight = 0 } = pane.current ?? {};
    if (view.hasOlder && scrollHeight <= clientHeight) void onNeedOlder();
  }, [view, onNeedOlder]);

  return (
    <div className="messages-frame">
      {view.isLoaded && items.length === 0 && <p className="muted centred">{t('noMessages')}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keys */}
      <div className="messages" ref={pane} role="feed" aria-label={t('messages')} tabIndex={0}>
        <div className="messages-spring" />
        <Virtualizer ref={list} scrollRef={pane} shift={isPrepended} onScroll={onScroll}>
          {items.map(item => (
            <Item key={item.key} item={item} outbox={outbox} items={items} />
          ))}
        </Virtualizer>
        {scheduled.map(reply => (
          <ScheduledBubble key={reply.id} reply={reply} />
        ))}
      </div>
      {missed > 0 && (
        <button type="button" className="button missed" onClick={toEnd}>
          ↓ {t('newMessages', { count: missed })}
        </button>
      )}
      {missed === 0 && !isAtEnd.current && (
        <IconButton className="missed" icon="down" label={t('toNewest')} onClick={toEnd} />
      )}
    </div>
  );
}

interface ItemProps {
  readonly item: ThreadItem;
  readonly items: readonly ThreadItem[];
  readonly outbox: Outbox;
}

function Item({ item, items, outbox }: ItemProps) {
  switch (item.kind) {
    case 'DAY':
      return <div className="day">{formatDay(item.at)}</div>;
    case 'NEW':
      return <div className="day new">{t('newMessages', { count: item.count })}</div>;
    case 'NOTE':
      return <NoteView {...item.note} />;
    case 'LOCAL': {
      const waiting = items.filter(other => other.kind === 'LOCAL' && other.entry.state === 'WAITING').length;
      return <LocalMessage entry={item.entry} outbox={outbox} waiting={waiting} />;
    }
    default:
      return <MessageView message={item.message} />;
  }
}

/** The oldest of the last unread messages; null when all are read or they are not loaded. */
function findFirstUnread({ messages }: ThreadView, unreadCount: number) {
  if (unreadCount === 0) return null;
  const inbound = messages.filter(({ direction }) => direction === 'INBOUND');
  const first = inbound.at(-unreadCount);
  return first ? { id: first.id, count: unreadCount } : null;
}
