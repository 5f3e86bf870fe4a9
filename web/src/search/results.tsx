import { type KeyboardEvent, useEffect, useRef } from 'react';
import { isTataOnly } from '../config/page-config.js';
import { tataChannels } from '../conversations/index.js';
import { type MessageId, t } from '../i18n/index.js';
import { Empty, FaultBox } from '../kit/index.js';
import { useCompany } from '../live/index.js';
import { cleanSentence } from '../ui/index.js';
import { type Asked, countFilters, noFilters, toQuery, toSearchFilter } from './asked.js';
import { keyOf } from './found.js';
import { FoundRow } from './found-row.js';
import { useFound } from './use-found.js';

/** Properties of `Results`. */
export interface ResultsProps {
  readonly asked: Asked;
  readonly onChange: (changes: Partial<Asked>) => void;
}

/** What the server says of a search. */
const sentences: Readonly<Record<string, MessageId>> = {
  BAD_USER_INPUT: 'searchRefused',
  SEARCH_TOO_BROAD: 'searchTooBroad',
};

/** What was found, best first; the next page is loaded as the end comes near. */
export function Results({ asked, onChange }: ResultsProps) {
  const company = useCompany();
  const channels = isTataOnly ? tataChannels(company) : null;
  const query = toQuery(asked.text);
  const found = useFound({ query, filter: toSearchFilter(asked, channels) });
  const { items, isLoading, fault, hasMore, loadMore, reload } = found;
  const isEmpty = items.length === 0 && !isLoading && fault === null;
  const count = items.length;
  return (
    <>
      <p role="status" className="muted">
        {isLoading ? t('loading') : count > 0 ? t(hasMore ? 'searchMore' : 'searchCount', { count }) : ''}
      </p>
      {isEmpty && <NothingFound {...{ asked, query, onChange }} />}
      <ul className="found" aria-label={t('searchResults')} aria-busy={isLoading} onKeyDown={moveFocus}>
        {items.map(each => (
          <li key={keyOf(each)}>
            <FoundRow found={each} />
          </li>
        ))}
      </ul>
      <FaultBox
        fault={fault && { ...fault, sentence: sentences[fault.code] ?? fault.sentence }}
        onRetry={count === 0 ? reload : loadMore}
      />
      {hasMore && fault === null && <MoreButton isBusy={isLoading} count={count} onMore={loadMore} />}
    </>
  );
}

/** Says what can be done. */
function NothingFound({ asked, query, onChange }: ResultsProps & { readonly query: string }) {
  const hasFilters = countFilters(asked) > 0 || asked.kinds.length > 0 || asked.contactId !== '';
  /** The button goes: the field has the focus. */
  const again = (changes: Partial<Asked>) => {
    searchField()?.focus();
    onChange(changes);
  };
  const without = query.replaceAll('"', ' ').replaceAll(/\s+/gu, ' ').trim();
  return (
    <Empty>
      <p>{t('noneFound', { text: cleanSentence(asked.text) })}</p>
      <p className="muted">{t('searchFewer')}</p>
      {query.includes('"') && without !== '' && (
        <button type="button" className="button" onClick={() => again({ text: without })}>
          {t('searchUnquoted')}
        </button>
      )}
      {hasFilters && (
        <button type="button" className="button" onClick={() => again(noFilters)}>
          {t('clearFilters')}
        </button>
      )}
    </Empty>
  );
}

interface MoreButtonProps {
  readonly isBusy: boolean;
  /** Another number of results: it may be in view again. */
  readonly count: number;
  readonly onMore: () => void;
}

/** Loads the next page before it comes into view, or by a click. */
function MoreButton({ isBusy, count, onMore }: MoreButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const latest = useRef(onMore);
  latest.current = onMore;
  // biome-ignore lint/correctness/useExhaustiveDependencies: watched again below more results
  useEffect(() => {
    const { current: end } = button;
    if (end === null || isBusy) return;
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      ...{ root: end.closest('.page'), rootMargin: '0px 0px 600px' },
    });
    watch.observe(end);
    return () => watch.disconnect();
  }, [isBusy, count]);
  return (
    <button ref={button} type="button" className="button" disabled={isBusy} onClick={onMore}>
      {t('loadMore')}
    </button>
  );
}

/** Up and down go from result to result; up from the first to the field. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const item = (event.target as Element).closest('li');
  const next = event.key === 'ArrowDown' ? item?.nextElementSibling : item?.previousElementSibling;
  const target = next ? next.querySelector('a') : event.key === 'ArrowUp' ? searchField() : null;
  if (!target) return;
  event.preventDefault();
  target.focus();
}

/** The field of the page. */
export const searchField = (): HTMLElement | null => document.getElementById('search');
