import { t } from '../i18n/index.js';
import type { Message } from '../live/index.js';
import { cleanName, formatLength, Icon } from '../ui/index.js';
import { ContactCard } from './contact-card.js';
import { MessageText } from './message-text.js';
import { OrderTable } from './order-table.js';

/** What a message has besides text and files. */
export type Content = NonNullable<Message['content']>;
type Of<Name extends Content['__typename']> = Extract<Content, { readonly __typename: Name }>;

/** What a message has besides text and files. All of it is text of other people. */
export function MessageContent({ content }: { readonly content: Content }) {
  switch (content.__typename) {
    case 'LocationContent':
      return <Location content={content} />;
    case 'ContactCardsContent':
      return content.cards.map((card, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cards have no id and do not change
        <ContactCard key={index} card={card} />
      ));
    case 'InteractiveContent':
      return <Offer content={content} />;
    case 'ChoiceContent':
      return (
        <div className="box">
          <span className="muted">{t('chosen')}</span>
          <strong>✓ {cleanName(content.title)}</strong>
          {content.description !== null && <MessageText text={content.description} />}
        </div>
      );
    case 'OrderContent':
      return <OrderTable order={content} />;
    case 'CallContent': {
      const { isVideo, outcome, durationSeconds } = content;
      return (
        <p className={`call call-${outcome.toLowerCase()}`}>
          <Icon name="phone" /> {t(isVideo ? 'videoCall' : 'kind_CALL')}: {t(`call_${outcome}`)}
          {durationSeconds !== null && ` · ${formatLength(durationSeconds)}`}
        </p>
      );
    }
    case 'FormContent':
      return <strong>{cleanName(content.name) || t('formAnswers')}</strong>;
    default:
      return null;
  }
}

function Location({ content }: { readonly content: Of<'LocationContent'> }) {
  const { name, address, latitude, longitude, isLive } = content;
  const href = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  return (
    <div className="box">
      <strong>{cleanName(name) || t(isLive ? 'liveLocation' : 'kind_LOCATION')}</strong>
      {address !== null && <MessageText text={address} />}
      <span className="muted">
        {latitude}, {longitude}
      </span>
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {t('openMap')}
      </a>
    </div>
  );
}

/** Buttons or a list, as they were sent; they do nothing here. */
function Offer({ content }: { readonly content: Of<'InteractiveContent'> }) {
  const { header, body, footer, listTitle, options, style } = content;
  let section: string | null = null;
  return (
    <div className="box">
      {header !== null && <strong>{cleanName(header)}</strong>}
      {body !== null && <MessageText text={body} />}
      {footer !== null && <span className="muted">{cleanName(footer)}</span>}
      {listTitle !== null && <span className="muted">{cleanName(listTitle)}</span>}
      <ul className={style === 'LIST' ? 'offer-list' : 'offer-buttons'}>
        {options.map(option => {
          const isNewSection = option.section !== null && option.section !== section;
          section = option.section;
          return (
            <li key={option.id}>
              {isNewSection && <span className="muted">{cleanName(option.section)}</span>}
              <span className="chip">{cleanName(option.title)}</span>
              {option.description !== null && <span className="muted"> {cleanName(option.description)}</span>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/**
 * The words of a message in addition to its content. The text of a message with content is the same in words; only an order can
 * have words of the customer before that, and the answers of a form read best as text.
 */
export function wordsBeside(content: Content | null, text: string | null): string | null {
  if (content === null || text === null || content.__typename === 'FormContent') return text;
  if (content.__typename !== 'OrderContent') return null;
  const lines = text.split('\n');
  return lines.slice(0, -(content.items.length + (content.total === null ? 0 : 1))).join('\n') || null;
}
