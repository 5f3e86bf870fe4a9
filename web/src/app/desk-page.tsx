import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { forgetUnsent, hasUnsent, type Outbox, SignOutQuestion } from '../composer/index.js';
import { ContactPanel } from '../contact/index.js';
import {
  ConversationList,
  type Filters,
  keptQuery,
  readFilters,
  writeFilters,
} from '../conversations/index.js';
import { FirstRunPlace } from '../demo/index.js';
import { type Locale, loadLocale, locales, t } from '../i18n/index.js';
import { useCompany, useDesk } from '../live/index.js';
import { useAvailabilityEntries } from '../presence/index.js';
import { session } from '../session/index.js';
import { Thread, useThread } from '../thread/index.js';
import {
  cleanName,
  Dialog,
  Icon,
  lazyLayer,
  Menu,
  preferences,
  setPreference,
  useMedia,
  usePreference,
} from '../ui/index.js';
import { ListResizer, useListWidth } from './list-resizer.js';
import { useKeys } from './use-keys.js';
import { useWorkToasts } from './use-work-toasts.js';

const KeyTable = lazyLayer(async () => (await import('./key-table.js')).KeyTable);

/** Properties of `DeskPage`. */
export interface DeskPageProps {
  readonly outbox: Outbox;
  readonly channels: readonly string[] | null;
}

/** List, thread and panel, by the width of the window. */
export function DeskPage({ outbox, channels }: DeskPageProps) {
  const [path, navigate] = useLocation();
  const query = useSearch();
  const filters = useMemo(() => readFilters(query), [query]);
  const messageId = new URLSearchParams(query).get('m');
  const openId = /^\/c\/([\w-]+)$/.exec(path)?.[1] ?? null;
  const [isHelpOpen, setHelpOpen] = useState(false);
  const isNarrow = useMedia('(max-width: 767px)');
  const isListAlone = isNarrow && openId === null;
  const onFilters = useCallback(
    (next: Filters) => navigate(`${openId === null ? '/' : `/c/${openId}`}${writeFilters(next)}`),
    [navigate, openId],
  );
  const open = useCallback(
    (id: string | null) => navigate(`${id === null ? '/' : `/c/${id}`}${query ? `?${query}` : ''}`),
    [navigate, query],
  );
  // The rail leads back without filters: the last ones are shown again.
  const [kept] = useState(keptQuery);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the list is opened
  useEffect(() => {
    if (query === '' && kept !== '') navigate(`${path}${kept}`, { replace: true });
  }, []);
  useKeys({ openId, open, go: navigate, onHelp: () => setHelpOpen(true) });
  useOpensNext(openId, open);
  useWorkToasts();
  const listWidth = useListWidth();
  return (
    <div className={`shell ${openId === null ? 'shows-list' : 'shows-thread'}`} style={listWidth.style}>
      <div className="side" role={isListAlone ? 'main' : undefined}>
        <div className="head" role={isListAlone ? undefined : 'banner'}>
          <h1>{t('inbox')}</h1>
          <AccountMenu outbox={outbox} onHelp={() => setHelpOpen(true)} />
        </div>
        <ConversationList {...{ openId, filters, channels, outbox, onFilters }}>
          <ListResizer width={listWidth.width} onResize={listWidth.resize} />
        </ConversationList>
        <FirstRunPlace openId={openId} />
      </div>
      {isListAlone ? null : openId === null ? (
        <main id="thread" className="thread">
          <p className="notice">{t('chooseConversation')}</p>
        </main>
      ) : (
        <OpenConversation key={openId} id={openId} {...{ outbox, messageId }} onBack={() => open(null)} />
      )}
      <Dialog title={t('keys')} isOpen={isHelpOpen} onClose={() => setHelpOpen(false)}>
        <KeyTable />
      </Dialog>
    </div>
  );
}

/** When the open conversation is resolved, the next one opens; it is found while the order still has both. */
function useOpensNext(openId: string | null, open: (id: string | null) => void): void {
  const { work, list } = useDesk();
  const latest = useRef({ openId, open });
  latest.current = { openId, open };
  useEffect(
    () =>
      work.onResolve(ids => {
        const { openId: id, open: show } = latest.current;
        if (id === null || !ids.includes(id) || !preferences().opensNext) return;
        const { order } = list.view();
        const next = list.neighbour(id, 1) ?? list.neighbour(id, -1);
        const other =
          next !== undefined && ids.includes(next) ? order.find(each => !ids.includes(each)) : next;
        if (other !== undefined) show(other);
      }),
    [work, list],
  );
}

interface OpenConversationProps {
  readonly id: string;
  readonly outbox: Outbox;
  readonly messageId: string | null;
  readonly onBack: () => void;
}

function OpenConversation({ id, outbox, messageId, onBack }: OpenConversationProps) {
  const thread = useThread(id);
  const isWide = useMedia('(min-width: 1280px)');
  const [isPanelOpen, setPanelOpen] = useState(isWide);
  useEffect(() => setPanelOpen(isWide), [isWide]);
  const onTogglePanel = useCallback(() => setPanelOpen(before => !before), []);
  const panel = thread.conversation && !thread.isErased && (
    <ContactPanel conversation={thread.conversation} notes={thread.view.notes} />
  );
  return (
    <>
      <main id="thread" className="thread">
        <Thread {...{ id, thread, outbox, messageId, onBack, onTogglePanel }} />
      </main>
      {isWide
        ? isPanelOpen &&
          thread.fault === null && (
            <aside className="panel" aria-label={t('details')}>
              {panel}
            </aside>
          )
        : panel && (
            <Dialog kind="sheet" title={t('details')} isOpen={isPanelOpen} onClose={onTogglePanel}>
              {panel}
            </Dialog>
          )}
    </>
  );
}

type AccountMenuProps = Pick<DeskPageProps, 'outbox'> & { readonly onHelp: () => void };

function AccountMenu({ outbox, onHelp }: AccountMenuProps) {
  const { viewer } = useCompany();
  const [asked, setAsked] = useState<{ readonly isEverywhere: boolean } | null>(null);
  const density = usePreference('density');
  const availability = useAvailabilityEntries();
  const signOut = (isEverywhere: boolean) => {
    if (hasUnsent(viewer.id, outbox)) return setAsked({ isEverywhere });
    forgetUnsent(outbox);
    void session.signOut(isEverywhere);
  };
  if (asked)
    return (
      <SignOutQuestion
        outbox={outbox}
        onSignOut={() => void session.signOut(asked.isEverywhere)}
        onStay={() => setAsked(null)}
      />
    );
  return (
    <Menu
      label={`${t('account')}: ${cleanName(viewer.name)}`}
      className="icon-button"
      entries={[
        ...availability,
        ...Object.entries(locales).map(([id, label]) => ({
          ...{ key: id, label, isChecked: document.documentElement.lang === id },
          onSelect: () => void loadLocale(id as Locale),
        })),
        {
          ...{ key: 'compact', label: t('compact'), isChecked: density === 'COMPACT' },
          onSelect: () => setPreference('density', density === 'COMPACT' ? 'COMFORTABLE' : 'COMPACT'),
        },
        { key: 'keys', label: t('keys'), onSelect: onHelp },
        { key: 'out', label: t('signOut'), onSelect: () => signOut(false) },
        { key: 'everywhere', label: t('signOutEverywhere'), onSelect: () => signOut(true) },
      ]}
    >
      <Icon name="user" />
    </Menu>
  );
}
