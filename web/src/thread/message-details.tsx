import { useEffect, useState } from 'react';
import { MessageDetailsDocument, type MessageDetailsQuery } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { type Message, useDesk } from '../live/index.js';
import { cleanName, Dialog, formatDateTime, formatExact, writeOutcome } from '../ui/index.js';
import { MessageText } from './message-text.js';

type Details = NonNullable<MessageDetailsQuery['message']>;

/** Properties of `MessageDetails`. */
export interface MessageDetailsProps {
  readonly message: Message;
  readonly onClose: () => void;
}

/** The states of a message with their times, the attempts to send it, and its earlier texts. */
export function MessageDetails({ message, onClose }: MessageDetailsProps) {
  const desk = useDesk();
  const [details, setDetails] = useState<Details | 'LOADING' | 'FAILED'>('LOADING');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version has a new history
  useEffect(() => {
    void desk.plain
      .query(MessageDetailsDocument, { id: message.id })
      .then(({ data }) => setDetails(data?.message ?? 'FAILED'));
  }, [desk, message.id, message.version]);
  return (
    <Dialog title={t('messageDetails')} isOpen onClose={onClose}>
      {details === 'LOADING' && <p className="muted">{t('loading')}</p>}
      {details === 'FAILED' && <p className="fault">{t('detailsFailed')}</p>}
      {typeof details === 'object' && <Body details={details} isOwn={message.direction === 'OUTBOUND'} />}
    </Dialog>
  );
}

function Body({ details, isOwn }: { readonly details: Details; readonly isOwn: boolean }) {
  const { statusHistory, attempts, revisions, text, editedAt, externalId } = details;
  return (
    <div className="details">
      {isOwn && (
        <section>
          <h3>{t('stateHistory')}</h3>
          <ol>
            {statusHistory.map(({ status, at, applied }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the history only grows at its end
              <li key={index} className={applied ? undefined : 'muted'}>
                {t(`state_${status}`)} ·{' '}
                <time dateTime={at} title={formatExact(at)}>
                  {formatDateTime(at)}
                </time>
                {!applied && ` · ${t('cameLate')}`}
              </li>
            ))}
          </ol>
        </section>
      )}
      {attempts.length > 0 && (
        <section>
          <h3>{t('sendAttempts')}</h3>
          <ol>
            {attempts.map(({ number, startedAt, outcome, error }) => (
              <li key={number}>
                {formatDateTime(startedAt)} · {writeOutcome(outcome)}
                {error !== null && ` · ${cleanName(error)}`}
              </li>
            ))}
          </ol>
        </section>
      )}
      {editedAt !== null && (
        <section>
          <h3>{t('earlierTexts')}</h3>
          <ol className="revisions">
            {revisions.map(({ text: earlier, replacedAt }) => (
              <li key={replacedAt}>
                <span className="muted">{t('untilTime', { time: formatDateTime(replacedAt) })}</span>
                <MessageText text={earlier ?? ''} />
              </li>
            ))}
            <li>
              <span className="muted">{t('sinceTime', { time: formatDateTime(editedAt) })}</span>
              <MessageText text={text ?? ''} />
            </li>
          </ol>
        </section>
      )}
      {externalId !== null && (
        <p className="muted">
          {t('providerId')} <bdi className="address">{cleanName(externalId)}</bdi>
        </p>
      )}
    </div>
  );
}
