import { type ReactNode, useEffect, useState } from 'react';
import { Composer, type Outbox, readDraft } from '../composer/index.js';
import { t } from '../i18n/index.js';
import { useCompany, useConnection } from '../live/index.js';
import { ThreadMedia } from '../media/index.js';
import { Writers } from '../presence/index.js';
import { Announcer } from './announcer.js';
import { MessageList } from './message-list.js';
import { ThreadHeader } from './thread-header.js';
import { findFirstUnread } from './thread-items.js';
import type { OpenConversation, OpenThread } from './use-thread.js';

/** Properties of `Thread`. */
export interface ThreadProps {
  readonly id: string;
  readonly thread: OpenThread;
  readonly outbox: Outbox;
  /** The message to show, of the address; null: the first unread one, or the end. */
  readonly messageId: string | null;
  readonly onBack: () => void;
  readonly onTogglePanel: () => void;
}

/** The open conversation: header, timeline, composer. */
export function Thread({ id, thread, outbox, messageId, onBack, onTogglePanel }: ThreadProps) {
  const { conversation, fault, reload, isErased, isMissing, isGone, view } = thread;
  const isReady = useOpening(thread);
  if (isErased) return <Notice>{t('threadErased')}</Notice>;
  if (isMissing) return <Notice>{t('threadMissing')}</Notice>;
  if (fault !== null)
    return (
      <div className="notice" role="alert">
        <p>{t(fault.code === 'NOT_FOUND' ? 'threadMissing' : 'threadFailed')}</p>
        <p className="muted">
          {fault.code}
          {fault.requestId !== null && ` · ${t('requestId', { id: fault.requestId })}`}
        </p>
        <button type="button" className="button" onClick={() => reload({ requestPolicy: 'network-only' })}>
          {t('tryAgain')}
        </button>
      </div>
    );
  if (conversation === null) return <Placeholder hasHeader />;
  return (
    <>
      <ThreadHeader {...{ conversation, isGone, onBack, onTogglePanel }} />
      {isReady ? (
        <MessageList key={id} {...{ conversation, thread, outbox, messageId }} />
      ) : (
        <Placeholder hasHeader={false} />
      )}
      <ThreadMedia conversationId={id} />
      <Announcer key={`announcer-${id}`} messages={view.messages} isLoaded={view.isLoaded} />
      {isGone ? (
        <Gone conversation={conversation} />
      ) : (
        <>
          <Writers conversationId={id} />
          <Composer key={`composer-${id}`} conversation={conversation} outbox={outbox} />
        </>
      )}
    </>
  );
}

/** Pages of history that are loaded before a conversation opens at its first unread message. */
const maxPages = 2;

/**
 * Whether the timeline can be shown: it is loaded from the server (or there is no connection), and the first unread
 * message is in it.
 */
function useOpening({ conversation, view, isFresh, loadOlder }: OpenThread): boolean {
  const isLost = useConnection() === 'LOST';
  const [isReady, setReady] = useState(false);
  const [pages, setPages] = useState(0);
  useEffect(() => {
    if (isReady || conversation === null || !view.isLoaded || !(isFresh || isLost)) return;
    const { unreadCount, lastReadMessage } = conversation.viewerState;
    const isThere =
      unreadCount === 0 ||
      !view.hasOlder ||
      isLost ||
      findFirstUnread(view, { unreadCount, lastReadId: lastReadMessage?.id ?? null }) !== null;
    if (isThere || pages === maxPages) return setReady(true);
    let isCurrent = true;
    void loadOlder().finally(() => isCurrent && setPages(pages + 1));
    return () => {
      isCurrent = false;
    };
  }, [isReady, conversation, view, isFresh, isLost, loadOlder, pages]);
  return isReady;
}

/** A conversation that the viewer may no longer see: what was written and not sent can be copied. */
function Gone({ conversation }: { readonly conversation: OpenConversation }) {
  const { viewer } = useCompany();
  const draft =
    readDraft(viewer.id, conversation.id, 'REPLY') || readDraft(viewer.id, conversation.id, 'NOTE');
  return (
    <section className="composer" aria-label={t('conversationGone')}>
      <p className="warning">{t('conversationGone')}</p>
      {draft !== '' && (
        <label>
          {t('draftKept')}
          <textarea readOnly rows={3} value={draft} dir="auto" />
        </label>
      )}
    </section>
  );
}

const placeholderMs = 150;

/** Shapes of what comes; not at once, so that a fast answer does not flicker. */
function Placeholder({ hasHeader }: { readonly hasHeader: boolean }) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), placeholderMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="thread-loading" role="status" aria-label={t('loading')}>
      {isShown && (
        <>
          {hasHeader && <div className="placeholder-header" />}
          {['in', 'out', 'in', 'out'].map((side, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: four shapes that never change
            <div key={index} className={`placeholder-bubble bubble-${side}`} />
          ))}
        </>
      )}
    </div>
  );
}

const Notice = ({ children }: { readonly children: ReactNode }) => (
  <p className="notice" role="status">
    {children}
  </p>
);
