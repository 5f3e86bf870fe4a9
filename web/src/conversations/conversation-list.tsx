import {
  type FocusEvent,
  type KeyboardEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { type CustomItemComponentProps, Virtualizer, type VirtualizerHandle } from 'virtua';
import type { Outbox } from '../composer/index.js';
import { t } from '../i18n/index.js';
import { useDesk } from '../live/index.js';
import { ConversationRow } from './conversation-row.js';
import { FilterBar } from './filter-bar.js';
import { type Filters, noFilters, toFits, toServerFilter, writeFilters } from './filters.js';

/** Properties of `ConversationList`. */
export interface ConversationListProps {
  readonly openId: string | null;
  readonly filters: Filters;
  /** The only numbers of this page; null for all. */
  readonly channels: readonly string[] | null;
  readonly outbox: Outbox;
  readonly onFilters: (filters: Filters) => void;
}

const loadMorePx = 2_000;
/** After the last scroll the order is held this long. */
const scrollHoldMs = 500;

/** The live list. While the pointer or the focus is in it, nothing moves; a button shows what waits. */
export function ConversationList({ openId, filters, channels, outbox, onFilters }: ConversationListProps) {
  const desk = useDesk();
  const view = useSyncExternalStore(desk.list.subscribe, desk.list.view);
  const pane = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [hasFailed, setFailed] = useState(false);
  const query = writeFilters(filters);
  const shown = useRef(query);
  const hold = useHold(desk.list.hold.bind(desk.list));

  const show = () => {
    setFailed(false);
    desk
      .show(toServerFilter(filters, channels), toFits(filters, channels))
      .then(() => pane.current?.scrollTo(0, 0))
      .catch(() => setFailed(true));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the query is the filters
  useEffect(() => {
    if (shown.current === query) return;
    shown.current = query;
    show();
  }, [query]);

  const onScroll = (offset: number) => {
    hold.scrolled();
    const { scrollHeight = 0, clientHeight = 0 } = pane.current ?? {};
    if (scrollHeight - clientHeight - offset < loadMorePx) desk.loadMore().catch(() => setFailed(true));
  };
  const onKeyDown = (event: KeyboardEvent) => moveFocus(event, pane.current);
  const openIndex = openId === null ? -1 : view.order.indexOf(openId);
  const keepMounted = useMemo(() => (openIndex === -1 ? [] : [openIndex]), [openIndex]);
  const isFiltered = query !== '';
  return (
    <nav className="list" aria-label={t('conversations')}>
      <FilterBar filters={filters} channels={channels} onChange={onFilters} />
      {view.waiting > 0 && (
        <button
          type="button"
          className="button pill"
          onClick={() => {
            desk.list.release();
            pane.current?.scrollTo(0, 0);
          }}
        >
          ↑ {t('moved', { count: view.waiting })}
        </button>
      )}
      {hasFailed && (
        <p className="notice" role="alert">
          {t('listFailed')}{' '}
          <button type="button" className="button" onClick={show}>
            {t('tryAgain')}
          </button>
        </p>
      )}
      {view.isLoaded && view.order.length === 0 && (
        <div className="notice">
          <p>{t(isFiltered ? 'emptyFiltered' : 'emptyList')}</p>
          {isFiltered ? (
            <button type="button" className="button" onClick={() => onFilters(noFilters)}>
              {t('clearFilters')}
            </button>
          ) : (
            <p className="muted">{t('emptyHint')}</p>
          )}
        </div>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the links inside */}
      <div className="rows" ref={pane} onKeyDown={onKeyDown} {...hold.handlers}>
        <Virtualizer
          ref={list}
          scrollRef={pane}
          as="ul"
          item={RowItem}
          keepMounted={keepMounted}
          onScroll={onScroll}
        >
          {view.order.map(id => (
            <ConversationRow key={id} id={id} isOpen={id === openId} query={query} outbox={outbox} />
          ))}
        </Virtualizer>
      </div>
    </nav>
  );
}

function RowItem({ children, style, ref, index }: CustomItemComponentProps) {
  return (
    <li ref={ref} style={style} aria-setsize={-1} aria-posinset={index + 1}>
      {children}
    </li>
  );
}

/** Whether the pointer or the focus is inside, or it scrolls. */
function useHold(hold: (isHeld: boolean) => void) {
  const inside = useRef({ pointer: false, focus: false, scroll: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const update = (change: Partial<typeof inside.current>) => {
    Object.assign(inside.current, change);
    hold(Object.values(inside.current).some(Boolean));
  };
  return {
    scrolled: () => {
      update({ scroll: true });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => update({ scroll: false }), scrollHoldMs);
    },
    handlers: {
      onPointerEnter: () => update({ pointer: true }),
      onPointerLeave: () => update({ pointer: false }),
      onFocus: () => update({ focus: true }),
      onBlur: (event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) update({ focus: false });
      },
    },
  };
}

/** Arrow keys move between the rows. */
function moveFocus(event: KeyboardEvent, pane: HTMLElement | null): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || pane === null) return;
  const rows = [...pane.querySelectorAll<HTMLElement>('a.row')];
  const next = rows[rows.indexOf(document.activeElement as HTMLElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
}
