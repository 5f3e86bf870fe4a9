import { CombinedError } from '@urql/core';
import {
  type MouseEvent as ReactMouseEvent,
  type ReactNode,
  type PointerEvent as ReactPointerEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { type CustomItemComponentProps, Virtualizer, type VirtualizerHandle } from 'virtua';
import { useLocation } from 'wouter';
import type { Outbox } from '../composer/index.js';
import { t } from '../i18n/index.js';
import { type Fault, FaultBox, toFault } from '../kit/index.js';
import { useCompany, useDesk } from '../live/index.js';
import { lazyLayer, usePreference } from '../ui/index.js';
import { onAskList } from './ask-list.js';
import { ConversationRow } from './conversation-row.js';
import { FilterBar } from './filter-bar.js';
import { type Filters, toJudge, toServerFilter, writeFilters } from './filters.js';
import { keepQuery } from './kept-filters.js';
import { EmptyList, ListPlaceholder, MessagesLink } from './list-states.js';
import type { RowMenuPlace } from './row-menu.js';
import { useAnchor } from './use-anchor.js';
import { useHold } from './use-hold.js';
import { useRowFocus } from './use-row-focus.js';

const BulkBar = lazyLayer(async () => (await import('./bulk-bar.js')).BulkBar);
const RowMenu = lazyLayer(async () => (await import('./row-menu.js')).RowMenu);

/** Properties of `ConversationList`. */
export interface ConversationListProps {
  readonly openId: string | null;
  readonly filters: Filters;
  /** The only numbers of this page; null for all. */
  readonly channels: readonly string[] | null;
  readonly outbox: Outbox;
  readonly onFilters: (filters: Filters) => void;
  /** What moves its edge. */
  readonly children?: ReactNode;
}

/** Below this many screens the next page is loaded. */
const screensAhead = 3;
const rowPx = { COMFORTABLE: 72, COMPACT: 56 } as const;

/** The live list. While it is in use nothing moves; a button shows what waits. */
export function ConversationList({
  openId,
  filters,
  channels,
  outbox,
  onFilters,
  children,
}: ConversationListProps) {
  const desk = useDesk();
  const { viewer } = useCompany();
  const [, navigate] = useLocation();
  const view = useSyncExternalStore(desk.list.subscribe, desk.list.view);
  const isChoosing = useSyncExternalStore(desk.selection.subscribe, () => desk.selection.ids().size > 0);
  const density = usePreference('density');
  const pane = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [isLoading, setLoading] = useState(false);
  const [menu, setMenu] = useState<RowMenuPlace | null>(null);
  const query = writeFilters(filters);
  const holdList = useCallback((isHeld: boolean) => desk.list.hold(isHeld), [desk]);
  const hold = useHold(holdList, menu !== null || isChoosing);
  const fail = useCallback((error: unknown) => {
    if (error instanceof CombinedError) setFault(toFault(error));
    else throw error;
  }, []);

  const scope = useMemo(() => ({ viewerId: viewer.id, channels }), [viewer.id, channels]);
  const show = useCallback(() => {
    setFault(null);
    setLoading(true);
    desk
      .show(toServerFilter(filters, scope), toJudge(filters, scope))
      .then(isShown => {
        // Another one is on its way.
        if (!isShown) return;
        pane.current?.scrollTo(0, 0);
        setLoading(false);
      })
      .catch(error => {
        setLoading(false);
        fail(error);
      });
  }, [desk, scope, filters, fail]);
  useEffect(() => {
    keepQuery(query);
    if (!desk.isShowing(toServerFilter(filters, scope))) show();
  }, [desk, query, filters, scope, show]);
  useEffect(() => desk.list.setOpen(openId), [desk, openId]);

  const release = useCallback(() => {
    desk.list.release();
    pane.current?.scrollTo(0, 0);
  }, [desk]);
  const { order } = view;
  const focus = useRowFocus({ desk, order, openId, pane, list, release, onMenu: setMenu });
  const anchor = useAnchor(view, list, pane);
  const loadMore = useCallback(() => void desk.loadMore().catch(fail), [desk, fail]);
  const onScroll = (offset: number) => {
    if (!anchor.scrolled()) hold.scrolled();
    const { scrollHeight = 0, clientHeight = 0 } = pane.current ?? {};
    if (scrollHeight - clientHeight - offset < screensAhead * clientHeight) loadMore();
  };
  // A first page that does not fill the window.
  useEffect(() => {
    const { clientHeight = 0 } = pane.current ?? {};
    if (view.hasMore && order.length * rowPx[density] < screensAhead * clientHeight) loadMore();
  }, [view.hasMore, order.length, density, loadMore]);

  useEffect(
    () =>
      onAskList(({ id, section }) => {
        if (desk.selection.ids().size > 0) return;
        const row = focus.elementOf(id);
        if (row) setMenu({ id, section, anchor: row });
      }),
    [desk, focus.elementOf],
  );

  const press = usePress(openRow => navigate(`/c/${openRow}${query}`));
  const openIndex = useMemo(() => (openId === null ? -1 : order.indexOf(openId)), [order, openId]);
  const { activeId, activeIndex } = focus;
  const keepMounted = useMemo(
    () => [...new Set([openIndex, activeIndex])].filter(index => index !== -1).sort((a, b) => a - b),
    [openIndex, activeIndex],
  );
  const isEmpty = view.isLoaded && order.length === 0;
  return (
    <nav
      className={`list ${density === 'COMPACT' ? 'list-compact' : ''} ${isChoosing ? 'list-choosing' : ''}`}
      aria-label={t('conversations')}
    >
      <FilterBar filters={filters} scope={scope} onChange={onFilters} />
      {!isEmpty && filters.search.trim() !== '' && <MessagesLink text={filters.search} />}
      <FaultBox fault={fault} onRetry={show} />
      <div className="list-body" ref={hold.body} {...hold.handlers}>
        {view.waiting > 0 && (
          <button
            type="button"
            className="button pill"
            onClick={event => {
              release();
              // By a key: the focus goes on to the rows.
              if (event.detail === 0) focus.focusAt(0);
            }}
          >
            ↑ {t('moved', { count: view.waiting })}
          </button>
        )}
        {isEmpty &&
          (isLoading ? <ListPlaceholder /> : fault === null && <EmptyList {...{ filters, onFilters }} />)}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys and presses of the links inside */}
        <div
          className="rows"
          ref={pane}
          aria-busy={isLoading}
          onKeyDown={focus.onKeyDown}
          onFocus={focus.onFocus}
          onContextMenu={focus.onContextMenu}
          {...press}
        >
          <Virtualizer
            ref={list}
            scrollRef={pane}
            as="ul"
            item={RowItem}
            itemSize={rowPx[density]}
            data={order}
            keepMounted={keepMounted}
            onScroll={onScroll}
          >
            {id => (
              <ConversationRow
                key={id}
                isOpen={id === openId}
                isActive={id === activeId}
                {...{ id, query, outbox }}
              />
            )}
          </Virtualizer>
        </div>
        <BulkBar />
      </div>
      {menu && (
        <RowMenu
          {...menu}
          query={query}
          onClose={() => setMenu(null)}
          returnTo={() => focus.elementOf(menu.id)}
        />
      )}
      {children}
    </nav>
  );
}

/** The number of rows is not known before the last page. */
function RowItem({ children, style, ref, index }: CustomItemComponentProps) {
  const { list } = useDesk();
  const size = useSyncExternalStore(list.subscribe, () =>
    list.view().hasMore ? -1 : list.view().order.length,
  );
  return (
    <li ref={ref} style={style} aria-setsize={size} aria-posinset={index + 1}>
      {children}
    </li>
  );
}

/** What lies under the pointer when it goes down is opened, also when something else is there when it goes up. */
function usePress(open: (id: string) => void) {
  const pressed = useRef<string | null>(null);
  const idAt = (target: EventTarget): string | null =>
    (target as Element).closest<HTMLElement>('[data-conversation]')?.dataset.conversation ?? null;
  return {
    onPointerDown: (event: ReactPointerEvent) => {
      pressed.current = event.button === 0 ? idAt(event.target) : null;
    },
    onClickCapture: (event: ReactMouseEvent) => {
      const wanted = pressed.current;
      pressed.current = null;
      const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.detail > 0;
      if (!isPlain || wanted === null || idAt(event.target) === wanted) return;
      event.preventDefault();
      event.stopPropagation();
      open(wanted);
    },
  };
}
