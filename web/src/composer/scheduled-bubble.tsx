import { useState } from 'react';
import { t } from '../i18n/index.js';
import { useCompany, useDesk } from '../live/index.js';
import { cleanName, formatMoment, Icon } from '../ui/index.js';
import { sentenceOf } from './codes.js';
import { appendDraft } from './drafts.js';
import { focusComposer } from './focus-composer.js';
import { toQuote } from './quote.js';
import { QuoteBar } from './quote-bar.js';
import { cancelScheduled, type Scheduled } from './scheduled.js';

/** Properties of `ScheduledBubble`. */
export interface ScheduledBubbleProps {
  readonly reply: Scheduled;
}

/** A reply that waits for its time, or was refused at it; it stands at the end of the thread. */
export function ScheduledBubble({ reply }: ScheduledBubbleProps) {
  const desk = useDesk();
  const { viewer } = useCompany();
  const [isBusy, setBusy] = useState(false);
  const { author, sendAt, text, template, attachments, status, failureCode, replyTo } = reply;
  const conversationId = reply.conversation.id;
  const isRefused = status === 'FAILED';
  const mayChange = viewer.permissions.includes('SEND');
  const isOwn = author.__typename === 'User' && author.id === viewer.id;
  const name = isOwn ? t('you') : author.__typename === 'User' ? cleanName(author.name) : '';

  const cancel = async (): Promise<boolean> => {
    setBusy(true);
    const isDone = await cancelScheduled(desk, conversationId, reply.id);
    setBusy(false);
    return isDone;
  };
  /** Cancelled first: it must not leave while it is changed. */
  const change = async () => {
    if (!(await cancel())) return;
    appendDraft(viewer.id, conversationId, 'REPLY', {
      text: text ?? '',
      quote: replyTo ? toQuote(replyTo) : null,
      files: attachments.map(file => ({
        ...{ attachmentId: file.id, fileName: file.fileName ?? '', mimeType: file.mimeType },
      })),
    });
    focusComposer('REPLY');
  };
  return (
    <article
      className="bubble bubble-out bubble-scheduled"
      aria-label={t('scheduledFor', { time: formatMoment(sendAt) })}
    >
      {replyTo && <QuoteBar quote={toQuote(replyTo)} />}
      {attachments.map(({ id, fileName }) => (
        <p key={id} className="chip">
          {cleanName(fileName) || t('file')}
        </p>
      ))}
      <p className="text" dir="auto">
        {text ?? template?.body}
      </p>
      <footer>
        <Icon name="clock" />
        <time dateTime={sendAt}>{t('scheduledFor', { time: formatMoment(sendAt) })}</time>
        <span className="muted">{name}</span>
      </footer>
      {reply.cancelOnInbound && !isRefused && <p className="muted">{t('laterCancelsNote')}</p>}
      {isRefused && (
        <p role="alert" className="fault">
          {t('scheduledRefused')} {t(sentenceOf(failureCode))}
        </p>
      )}
      {mayChange && (
        <div className="trouble">
          {template === null && (
            <button type="button" className="button" disabled={isBusy} onClick={() => void change()}>
              {t(isRefused ? 'toComposer' : 'changeScheduled')}
            </button>
          )}
          <button type="button" className="button" disabled={isBusy} onClick={() => void cancel()}>
            {t(isRefused ? 'remove' : 'cancelScheduled')}
          </button>
        </div>
      )}
    </article>
  );
}
