import { t } from '../i18n/index.js';
import type { Message } from '../live/index.js';
import { cleanName, Name, toOwnLink } from '../ui/index.js';
import { useAuthorName } from './author-name.js';
import { useThreadActions } from './thread-actions.js';

type Quoted = NonNullable<Message['replyTo']>;

/** Types that the server serves inline. */
const pictures = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);

/** The message that is answered: author, small picture, first line. A click goes there. */
export function QuoteView({ message }: { readonly message: Quoted }) {
  const name = useAuthorName(message.author);
  const { jumpTo } = useThreadActions();
  const [file] = message.attachments;
  const isPicture = file?.state === 'STORED' && pictures.has(file.mimeType.split(';')[0] ?? '');
  return (
    <button type="button" className="quote" onClick={() => jumpTo(message.id)} title={t('toQuoted')}>
      {isPicture && file.url !== null && (
        <img src={toOwnLink(file.url)} alt="" width="40" height="40" loading="lazy" />
      )}
      <span className="quote-text">
        <span className="muted">
          <Name>{t('quoteOf', { name })}</Name>
        </span>
        <span className="text line" dir="auto">
          {lineOf(message)}
        </span>
      </span>
    </button>
  );
}

function lineOf({ text, kind, deletedAt, content, attachments }: Quoted): string {
  const offer = content?.__typename === 'InteractiveContent' ? (content.header ?? content.body) : null;
  const line = (text ?? offer ?? attachments[0]?.fileName)?.split('\n').find(part => part.trim() !== '');
  if (line !== undefined) return cleanName(line);
  if (deletedAt !== null) return t('deletedMessage');
  return t(attachments[0]?.isVoice ? 'kind_VOICE' : `kind_${kind}`);
}
