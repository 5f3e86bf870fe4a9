import { useCallback, useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { clearDrafts, type Outbox } from '../composer/index.js';
import { ContactPanel } from '../contact/index.js';
import { ConversationList, type Filters, readFilters, writeFilters } from '../conversations/index.js';
import { type Locale, locales, t } from '../i18n/index.js';
import { useCompany } from '../live/index.js';
import { useAvailabilityEntries } from '../presence/index.js';
import { session } from '../session/index.js';
import { Thread, useThread } from '../thread/index.js';
import { cleanName, Dialog, Icon, Menu, useMedia } from '../ui/index.js';
import { KeyTable } from './key-table.js';
import { useKeys } from './use-keys.js';

/** Properties of `DeskPage`. */
export interface DeskPageProps {
  readonly outbox: Outbox;
  readonly channels: readonly string[] | null;
  readonly onLocale: (locale: Locale) => void;
}

/** List, thread and panel, by the width of the window. */
export function DeskPage({ outbox, channels, onLocale }: DeskPageProps) {
  const [path, navigate] = useLocation();
  const query = useSearch();
  const filters = readFilters(query);
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
  useKeys({ openId, open, onHelp: () => setHelpOpen(true) });
  return (
    <div className={`shell ${openId === null ? 'shows-list' : 'shows-thread'}`}>
      {!isListAlone && (
        <a className="skip" href="#thread">
          {t('skipToThread')}
        </a>
      )}
      <div className="side" role={isListAlone ? 'main' : undefined}>
        <div className="head" role={isListAlone ? undefined : 'banner'}>
          <h1>{t('inbox')}</h1>
          <AccountMenu onLocale={onLocale} onHelp={() => setHelpOpen(true)} />
        </div>
        <ConversationList {...{ openId, filters, channels, outbox, onFilters }} />
      </div>
      {isListAlone ? null : openId === null ? (
        <main id="thread" className="thread">
          <p className="notice">{t('chooseConversation')}</p>
        </main>
      ) : (
        <OpenConversation key={openId} id={openId} outbox={outbox} onBack={() => open(null)} />
      )}
      <Dialog title={t('keys')} isOpen={isHelpOpen} onClose={() => setHelpOpen(false)}>
        <KeyTable />
      </Dialog>
    </div>
  );
}

interface OpenConversationProps {
  readonly id: string;
  readonly outbox: Outbox;
  readonly onBack: () => void;
}

function OpenConversation({ id, outbox, onBack }: OpenConversationProps) {
  const thread = useThread(id);
  const isWide = useMedia('(min-width: 1280px)');
  const [isPanelOpen, setPanelOpen] = useState(isWide);
  useEffect(() => setPanelOpen(isWide), [isWide]);
  const onTogglePanel = useCallback(() => setPanelOpen(before => !before), []);
  const panel = thread.conversation && (
    <ContactPanel conversation={thread.conversation} notes={thread.view.notes} />
  );
  return (
    <>
      <main id="thread" className="thread">
        <Thread {...{ id, thread, outbox, onBack, onTogglePanel }} />
      </main>
      {isWide
        ? isPanelOpen && (
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

function AccountMenu({
  onLocale,
  onHelp,
}: Pick<DeskPageProps, 'onLocale'> & { readonly onHelp: () => void }) {
  const { viewer } = useCompany();
  const availability = useAvailabilityEntries();
  const signOut = (isEverywhere: boolean) => {
    clearDrafts(true);
    void session.signOut(isEverywhere);
  };
  return (
    <Menu
      label={`${t('account')}: ${cleanName(viewer.name)}`}
      className="icon-button"
      entries={[
        ...availability,
        ...Object.entries(locales).map(([id, label]) => ({
          ...{ key: id, label, isChecked: document.documentElement.lang === id },
          onSelect: () => onLocale(id as Locale),
        })),
        { key: 'keys', label: t('keys'), onSelect: onHelp },
        { key: 'out', label: t('signOut'), onSelect: () => signOut(false) },
        { key: 'everywhere', label: t('signOutEverywhere'), onSelect: () => signOut(true) },
      ]}
    >
      <Icon name="user" />
    </Menu>
  );
}
