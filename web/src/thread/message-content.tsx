import { t } from '../i18n/index.js';
import type { Message } from '../live/index.js';
import { cleanName, formatLength, Name } from '../ui/index.js';
import { MessageText } from './message-text.js';

/** What a message has besides text and files. All of it is text of other people. */
export function MessageContent({ content }: { readonly content: NonNullable<Message['content']> }) {
  switch (content.__typename) {
    case 'LocationContent': {
      const place = `${content.latitude},${content.longitude}`;
      const href = `https://www.openstreetmap.org/?mlat=${content.latitude}&mlon=${content.longitude}`;
      return (
        <div className="box">
          <strong>{cleanName(content.name) || t('kind_LOCATION')}</strong>
          {content.address !== null && <MessageText text={content.address} />}
          <a href={href} target="_blank" rel="noopener noreferrer nofollow">
            {t('openMap')} ({place})
          </a>
        </div>
      );
    }
    case 'ContactCardsContent':
      return content.cards.map((card, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cards have no id and do not change
        <div className="box" key={index}>
          <strong>
            <Name>{cleanName(card.name)}</Name>
          </strong>
          {card.organization !== null && <div>{cleanName(card.organization)}</div>}
          {card.phones.map(({ value }) => (
            <div key={value}>{cleanName(value)}</div>
          ))}
          {card.emails.map(email => (
            <div key={email}>{cleanName(email)}</div>
          ))}
        </div>
      ));
    case 'InteractiveContent':
      return (
        <div className="box">
          {content.header !== null && <strong>{cleanName(content.header)}</strong>}
          {content.body !== null && <MessageText text={content.body} />}
          <ul>
            {content.options.map(({ id, title }) => (
              <li key={id}>{cleanName(title)}</li>
            ))}
          </ul>
          {content.footer !== null && <span className="muted">{cleanName(content.footer)}</span>}
        </div>
      );
    case 'ChoiceContent':
      return (
        <div className="box">
          <strong>{cleanName(content.title)}</strong>
          {content.description !== null && <MessageText text={content.description} />}
        </div>
      );
    case 'OrderContent':
      return (
        <div className="box">
          <strong>{t('kind_ORDER')}</strong>
          <ul>
            {content.items.map((item, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines of an order have no id and do not change
              <li key={index}>
                {cleanName(item.name)} × {item.quantity}
              </li>
            ))}
          </ul>
          {content.total && (
            <strong>
              {String(content.total.amount)} {content.total.currency}
            </strong>
          )}
        </div>
      );
    case 'CallContent':
      return (
        <div className="box">
          {t('kind_CALL')}: {t(`call_${content.outcome}`)}
          {content.durationSeconds !== null && ` · ${formatLength(content.durationSeconds)}`}
        </div>
      );
    default:
      return <div className="box">{cleanName(content.name) || t('kind_INTERACTIVE')}</div>;
  }
}
