import { Link } from 'wouter';
import { t } from '../i18n/index.js';
import { useCompany } from '../live/index.js';
import { cleanName, writeList } from '../ui/index.js';
import { type Filters, noFilters } from './filters.js';

const placeholders = 8;

/** Rows while nothing is loaded; they appear after 150 ms. */
export function ListPlaceholder() {
  return (
    <div className="placeholders" aria-hidden="true">
      {Array.from({ length: placeholders }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <div key={at} className="placeholder">
          <span className="placeholder-mark" />
          <span className="placeholder-lines" />
        </div>
      ))}
    </div>
  );
}

/** Leads from the search in the list, which knows names and phones, to the one in messages and notes. */
export const MessagesLink = ({ text }: { readonly text: string }) => (
  <Link href={`/search?q=${encodeURIComponent(text.trim())}`} className="button messages-link">
    {t('searchMessages')}
  </Link>
);

/** Properties of `EmptyList`. */
export interface EmptyListProps {
  readonly filters: Filters;
  readonly onFilters: (filters: Filters) => void;
}

/** An empty list says why it is, and what to do. */
export function EmptyList({ filters, onFilters }: EmptyListProps) {
  const company = useCompany();
  const names = nameFilters(filters, company);
  const text = cleanName(filters.search);
  if (names.length > 0)
    return (
      <div className="notice">
        <p>{text === '' ? t('emptyFiltered') : t('emptySearch', { text })}</p>
        {names.length > 1 || text === '' ? (
          <p className="muted">{t('filteredBy', { filters: writeList(names) })}</p>
        ) : null}
        <button type="button" className="button" onClick={() => onFilters(noFilters)}>
          {t('clearFilters')}
        </button>
        {text !== '' && <MessagesLink text={filters.search} />}
      </div>
    );
  const hasNumber = company.channels.nodes.length > 0;
  const mayConnect = company.viewer.permissions.includes('MANAGE_CHANNELS');
  return (
    <div className="notice">
      <p>{t('emptyList')}</p>
      <p className="muted">{t(hasNumber ? 'emptyHint' : mayConnect ? 'noNumberHint' : 'noNumberAsk')}</p>
      {!hasNumber && mayConnect && (
        <Link href="/admin/numbers" className="button">
          {t('connectNumber')}
        </Link>
      )}
    </div>
  );
}

/** The chosen filters, in words. */
function nameFilters(filters: Filters, company: ReturnType<typeof useCompany>): readonly string[] {
  const { channelId, status, assignee, teamId, topicId, labelId, isUnread, needsPerson, search } = filters;
  const find = (list: readonly { readonly id: string; readonly name: string }[], id: string | null) => {
    if (id === null) return [];
    const found = list.find(entry => entry.id === id);
    return [found ? cleanName(found.name) : '?'];
  };
  const numbers = company.channels.nodes.map(({ id, label }) => ({ id, name: label }));
  return [
    ...(assignee === 'ME'
      ? [t('mine')]
      : assignee === 'UNASSIGNED'
        ? [t('unassigned')]
        : find(company.users.nodes, assignee)),
    ...find(numbers, channelId),
    ...(status === null ? [] : [t(`status_${status}`)]),
    ...find(company.teams, teamId),
    ...find(company.topics, topicId),
    ...find(company.labels, labelId),
    ...(isUnread ? [t('unreadOnly')] : []),
    ...(needsPerson ? [t('needsPerson')] : []),
    ...(search.trim() === '' ? [] : [`“${cleanName(search)}”`]),
  ];
}
