import { type Outbox, type OutboxEntry, QuoteBar, WaitingReply } from '../composer/index.js';
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

/** A reply that the server does not have yet, or refused. */
export function LocalMessage({ entry, outbox, waiting }: LocalMessageProps) {
  const isRefused = entry.state === 'REFUSED';
  return (
    <article
      className="bubble bubble-out bubble-local"
      aria-label={`${t('you')}, ${formatTime(entry.createdAt)}`}
    >
      {entry.quote && <QuoteBar quote={entry.quote} />}
      {[...entry.cannedFileNames, ...entry.fileNames].map(name => (
        <p key={name} className="chip">
          {cleanName(name)}
        </p>
      ))}
      <MessageText text={entry.text} />
      <footer>
        <time dateTime={entry.createdAt}>{formatTime(entry.createdAt)}</time>
        <DeliveryMark state={isRefused ? 'FAILED' : 'WAITING'} />
      </footer>
      <WaitingReply entry={entry} outbox={outbox} waiting={waiting} />
    </article>
  );
}
