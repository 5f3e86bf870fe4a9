import type { Outbox, OutboxEntry } from '../composer/index.js';
import { t } from '../i18n/index.js';
import { cleanName, formatTime } from '../ui/index.js';
import { DeliveryMark } from './delivery-mark.js';
import { MessageText } from './message-text.js';

/** Properties of `LocalMessage`. */
export interface LocalMessageProps {
  readonly entry: OutboxEntry;
  readonly outbox: Outbox;
  /** Replies that wait behind it. */
  readonly waiting: number;
}

const sentences = new Set([
  'REPLY_WINDOW_CLOSED',
  'CHANNEL_NOT_ACTIVE',
  'TEXT_TOO_LONG',
  'RECIPIENT_OPTED_OUT',
  'FORBIDDEN',
]);

/** A reply that the server does not have yet, or refused. */
export function LocalMessage({ entry, outbox, waiting }: LocalMessageProps) {
  const isRefused = entry.state === 'REFUSED';
  const code = sentences.has(entry.code ?? '') ? entry.code : 'OTHER';
  return (
    <article
      className="bubble bubble-out bubble-local"
      aria-label={`${t('you')}, ${formatTime(entry.createdAt)}`}
    >
      {entry.fileNames.map(name => (
        <p key={name} className="chip">
          {cleanName(name)}
        </p>
      ))}
      <MessageText text={entry.text} />
      <footer>
        <time dateTime={entry.createdAt}>{formatTime(entry.createdAt)}</time>
        <DeliveryMark state={isRefused ? 'FAILED' : 'WAITING'} />
      </footer>
      {isRefused && (
        <div className="trouble" role="alert">
          <strong>{t('refused')}</strong>
          <p>{t(`code_${code as 'OTHER'}`)}</p>
          {entry.reason !== null && <p className="muted">{entry.reason}</p>}
          {waiting > 0 && <p>{t('laterWait', { count: waiting })}</p>}
          <button type="button" className="button" onClick={() => outbox.retry(entry.key)}>
            {t('sendAgain')}
          </button>
          <button type="button" className="button" onClick={() => outbox.remove(entry.key)}>
            {t('remove')}
          </button>
        </div>
      )}
    </article>
  );
}
