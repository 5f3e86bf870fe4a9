import { memo } from 'react';
import { SendingTrouble } from '../composer/index.js';
import { t } from '../i18n/index.js';
import { type Message, useCompany } from '../live/index.js';
import { cleanName, formatExact, formatTime, Name, nameOf } from '../ui/index.js';
import { Attachments } from './attachments.js';
import { DeliveryMark } from './delivery-mark.js';
import { MessageContent } from './message-content.js';
import { MessageText } from './message-text.js';

/** Who wrote something. */
export function useAuthorName(author: Message['author']): string {
  const { viewer } = useCompany();
  if (author.__typename === 'User') return author.id === viewer.id ? t('you') : cleanName(author.name);
  if (author.__typename === 'Contact') return nameOf(author);
  return t('fromOutside');
}

/** A message of the thread. */
export const MessageView = memo(function MessageView({ message }: { readonly message: Message }) {
  const author = useAuthorName(message.author);
  const isOwn = message.direction === 'OUTBOUND';
  const { text, deletedAt, replyTo, content, attachments, reactions } = message;
  const isEmpty = !text && attachments.length === 0 && content === null;
  return (
    <article
      className={`bubble ${isOwn ? 'bubble-out' : 'bubble-in'}`}
      aria-label={`${author}, ${formatTime(message.sentAt)}`}
    >
      {replyTo && <Quote message={replyTo} />}
      {deletedAt !== null && <p className="muted">{t(isOwn ? 'deletedByUs' : 'deletedByCustomer')}</p>}
      <div className={deletedAt === null ? '' : 'deleted'}>
        <Attachments files={attachments} />
        {content && <MessageContent content={content} />}
        {text && <MessageText text={text} />}
        {isEmpty && deletedAt === null && (
          <p className="muted">
            {message.kind === 'UNSUPPORTED' ? t('unsupported') : t(`kind_${message.kind}`)}
          </p>
        )}
      </div>
      <footer>
        {reactions.length > 0 && (
          <span className="reactions">{reactions.map(({ emoji }) => cleanName(emoji)).join(' ')}</span>
        )}
        {isOwn && <span className="muted">{author}</span>}
        {message.template && <span className="chip">{cleanName(message.template.name)}</span>}
        {message.editedAt !== null && (
          <span className="muted" title={message.revisions.map(revision => revision.text ?? '').join('\n')}>
            {t('edited', { time: formatTime(message.editedAt) })}
          </span>
        )}
        <time dateTime={message.sentAt} title={formatExact(message.sentAt)}>
          {formatTime(message.sentAt)}
        </time>
        {isOwn && <DeliveryMark state={message.status} />}
      </footer>
      {isOwn && <SendingTrouble message={message} />}
    </article>
  );
});

function Quote({ message }: { readonly message: NonNullable<Message['replyTo']> }) {
  const name = useAuthorName(message.author);
  return (
    <blockquote>
      <span className="muted">{t('quoteOf', { name })}</span>
      <p className="text line" dir="auto">
        {message.text === null ? t(`kind_${message.kind}`) : cleanName(message.text)}
      </p>
    </blockquote>
  );
}

/** A note between the messages. */
export function NoteView({
  body,
  author,
  createdAt,
}: {
  readonly body: string;
  readonly author: Message['author'];
  readonly createdAt: string;
}) {
  const name = useAuthorName(author);
  return (
    <article className="bubble bubble-note" aria-label={`${t('noteBy', { name })}, ${formatTime(createdAt)}`}>
      <span className="muted">
        🔒 <Name>{t('noteBy', { name })}</Name>
      </span>
      <MessageText text={body} />
      <footer>
        <time dateTime={createdAt} title={formatExact(createdAt)}>
          {formatTime(createdAt)}
        </time>
      </footer>
    </article>
  );
}
