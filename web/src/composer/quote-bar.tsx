import { t } from '../i18n/index.js';
import { useCompany } from '../live/index.js';
import { cleanName, IconButton, Name, nameOf } from '../ui/index.js';
import type { Quote } from './quote.js';

/** Properties of `QuoteBar`. */
export interface QuoteBarProps {
  readonly quote: Quote;
  /** The number cannot send quotes. */
  readonly isRefused?: boolean;
  /** Absent in a message that has left. */
  readonly onRemove?: () => void;
}

/** The message that a reply answers: author and first line. */
export function QuoteBar({ quote, isRefused = false, onRemove }: QuoteBarProps) {
  const { viewer } = useCompany();
  const { author, kind, line } = quote;
  const name =
    author.__typename === 'Contact'
      ? nameOf(author)
      : author.__typename === 'SystemActor'
        ? t('fromOutside')
        : author.id === viewer.id
          ? t('you')
          : cleanName(author.name);
  return (
    <div className="quote-bar">
      <div className="quote-text">
        <span className="muted">
          <Name>{t('quoteOf', { name })}</Name>
        </span>
        <p className="text line" dir="auto">
          {cleanName(line) || t(`kind_${kind}`)}
        </p>
        {isRefused && <p className="warning">{t('noQuotes')}</p>}
      </div>
      {onRemove && <IconButton icon="close" label={t('removeQuote')} onClick={onRemove} />}
    </div>
  );
}
