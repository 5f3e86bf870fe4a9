import type { ReactNode } from 'react';
import { Composer, type Outbox } from '../composer/index.js';
import { t } from '../i18n/index.js';
import { Writers } from '../presence/index.js';
import { MessageList } from './message-list.js';
import { ThreadHeader } from './thread-header.js';
import type { useThread } from './use-thread.js';

/** Properties of `Thread`. */
export interface ThreadProps {
  readonly id: string;
  readonly thread: ReturnType<typeof useThread>;
  readonly outbox: Outbox;
  readonly onBack: () => void;
  readonly onTogglePanel: () => void;
}

/** The open conversation: header, messages, composer. */
export function Thread({ id, thread, outbox, onBack, onTogglePanel }: ThreadProps) {
  const { conversation, view, loadOlder, reload, hasFailed, isMissing } = thread;
  if (isMissing) return <Notice>{t('threadMissing')}</Notice>;
  if (hasFailed)
    return (
      <Notice>
        {t('threadFailed')}{' '}
        <button type="button" className="button" onClick={() => reload({ requestPolicy: 'network-only' })}>
          {t('tryAgain')}
        </button>
      </Notice>
    );
  if (conversation === null || !view.isLoaded) return <Notice>{t('starting')}</Notice>;
  return (
    <>
      <ThreadHeader conversation={conversation} onBack={onBack} onTogglePanel={onTogglePanel} />
      <MessageList
        key={id}
        conversationId={id}
        view={view}
        outbox={outbox}
        unreadCount={conversation.unreadCount}
        onNeedOlder={loadOlder}
      />
      <Writers conversationId={id} />
      <Composer key={`composer-${id}`} conversation={conversation} outbox={outbox} />
    </>
  );
}

const Notice = ({ children }: { readonly children: ReactNode }) => (
  <p className="notice" role="status">
    {children}
  </p>
);
