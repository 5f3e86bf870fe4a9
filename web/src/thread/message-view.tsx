import { memo } from 'react';
import { SendingTrouble } from '../composer/index.js';
import { t } from '../i18n/index.js';
import { type Message, type Note, useCompany } from '../live/index.js';
import { cleanName, formatTime, Icon, IconButton, Name } from '../ui/index.js';
import { Attachments } from './attachments.js';
import { authorName, useAuthorName } from './author-name.js';
import { DeliveryMark } from './delivery-mark.js';
import { Entry, type Place } from './entry.js';
import { MessageContent, wordsBeside } from './message-content.js';
import { MessageText } from './message-text.js';
import { QuoteView } from './quote-view.js';
import { Reactions } from './reactions.js';
import { Stamp } from './stamp.js';
import { useThreadActions } from './thread-actions.js';
import { Unsupported } from './unsupported.js';

/** Properties of `MessageView`. */
export interface MessageViewProps {
  readonly message: Message;
  readonly place: Place;
}

/** A message of the thread. */
export const MessageView = memo(function MessageView({ message, place }: MessageViewProps) {
  const { openDetails, openMenu } = useThreadActions();
  const author = useAuthorName(message.author);
  const isOwn = message.direction === 'OUTBOUND';
  const isByAssistant = message.author.__typename === 'AiAssistant';
  const { text, deletedAt, replyTo, content, attachments, editedAt } = message;
  const words = wordsBeside(content, text);
  const isEmpty = !text && attachments.length === 0 && content === null;
  return (
    <Entry
      className={!isOwn ? 'bubble-in' : isByAssistant ? 'bubble-out bubble-ai' : 'bubble-out'}
      label={`${isByAssistant ? `${t('assistant')} ` : ''}${author}, ${formatTime(message.sentAt)}`}
      place={place}
      messageId={message.id}
      isObserved={!isOwn}
      onMenu={anchor => openMenu(message, anchor)}
    >
      {replyTo && <QuoteView message={replyTo} />}
      {deletedAt !== null && <Deleted message={message} at={deletedAt} />}
      <div className={deletedAt === null ? undefined : 'deleted'}>
        <Attachments files={attachments} />
        {content && <MessageContent content={content} />}
        {words && <MessageText text={words} />}
        {isEmpty && deletedAt === null && <Unsupported message={message} />}
      </div>
      <Reactions reactions={message.reactions} />
      <footer>
        {isOwn &&
          (isByAssistant ? (
            <span className="muted author-ai">
              <Icon name="assistant" /> {author}
              <span className="chip">{t('assistant')}</span>
            </span>
          ) : (
            <span className="muted">{author}</span>
          ))}
        {message.template && (
          <span className="chip" title={t('kind_TEMPLATE')}>
            {cleanName(message.template.name)}
          </span>
        )}
        {editedAt !== null && (
          <button type="button" className="link small" onClick={() => openDetails(message)}>
            {t('edited', { time: formatTime(editedAt) })}
          </button>
        )}
        <Stamp at={message.sentAt} storedAt={message.createdAt} />
        {isOwn && (
          <button
            type="button"
            className="stamp"
            aria-label={t('stateDetails', { state: t(`state_${message.status}`) })}
            onClick={() => openDetails(message)}
          >
            <DeliveryMark state={message.status} />
          </button>
        )}
        <IconButton
          className="bubble-more"
          icon="more"
          label={t('messageMenu')}
          aria-haspopup="menu"
          onClick={event => openMenu(message, event.currentTarget)}
        />
      </footer>
      <SendingTrouble message={message} />
    </Entry>
  );
}, isSameView);

/** The place is a new object with each rendering of the thread. */
function isSameView(
  { place: a, ...before }: { readonly place: Place },
  { place: b, ...after }: { readonly place: Place },
): boolean {
  const isSamePlace = (Object.keys(a) as (keyof Place)[]).every(name => a[name] === b[name]);
  const [own, next] = [Object.values(before), Object.values(after)];
  return isSamePlace && own.every((value, index) => value === next[index]);
}

function Deleted({ message, at }: { readonly message: Message; readonly at: string }) {
  const { viewer } = useCompany();
  const time = formatTime(at);
  const isByCustomer = message.deletedBy
    ? message.deletedBy.__typename === 'Contact'
    : message.direction === 'INBOUND';
  if (isByCustomer) return <p className="muted">{t('deletedByCustomer', { time })}</p>;
  const by = message.deletedBy ? authorName(message.deletedBy, viewer.id) : t('fromOutside');
  return <p className="muted">{t('deletedByUs', { name: by, time })}</p>;
}

/** A note between the messages. */
export const NoteView = memo(function NoteView({
  note,
  place,
}: {
  readonly note: Note;
  readonly place: Place;
}) {
  const { body, author, createdAt } = note;
  const name = useAuthorName(author);
  return (
    <Entry
      className="bubble-note"
      label={`${t('noteBy', { name })}, ${formatTime(createdAt)}`}
      place={place}
      messageId={note.id}
    >
      <span className="muted note-head">
        <Icon name="lock" /> <Name>{t('noteBy', { name })}</Name>
      </span>
      <MessageText text={body} />
      <footer>
        <Stamp at={createdAt} />
      </footer>
    </Entry>
  );
}, isSameView);
