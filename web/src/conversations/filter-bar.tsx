import { useEffect, useRef, useState } from 'react';
import { t } from '../i18n/index.js';
import { useCompany } from '../live/index.js';
import { cleanName } from '../ui/index.js';
import type { Filters } from './filters.js';

/** Properties of `FilterBar`. */
export interface FilterBarProps {
  readonly filters: Filters;
  /** The only numbers of this page; null for all. */
  readonly channels: readonly string[] | null;
  readonly onChange: (filters: Filters) => void;
}

const searchMs = 300;
const statuses = ['OPEN', 'PENDING', 'RESOLVED', 'SNOOZED'] as const;

/** Search, number, status, assignee, unread. */
export function FilterBar({ filters, channels, onChange }: FilterBarProps) {
  const { viewer, users, channels: all } = useCompany();
  const [search, setSearch] = useState(filters.search);
  const latest = useRef({ filters, onChange });
  latest.current = { filters, onChange };
  useEffect(() => setSearch(filters.search), [filters.search]);
  useEffect(() => {
    if (search === latest.current.filters.search) return;
    const timer = setTimeout(() => latest.current.onChange({ ...latest.current.filters, search }), searchMs);
    return () => clearTimeout(timer);
  }, [search]);

  const shown = all.nodes.filter(({ id }) => channels === null || channels.includes(id));
  const people = users.nodes.filter(
    ({ kind, isActive, id }) => kind === 'PERSON' && isActive && id !== viewer.id,
  );
  return (
    <search className="filters">
      <input
        id="search"
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={search}
        onChange={event => setSearch(event.target.value)}
      />
      <div className="filter-row">
        <select
          aria-label={t('number')}
          value={filters.channelId ?? ''}
          onChange={event => onChange({ ...filters, channelId: event.target.value || null })}
        >
          <option value="">{t('allNumbers')}</option>
          {shown.map(({ id, label }) => (
            <option key={id} value={id}>
              {cleanName(label)}
            </option>
          ))}
        </select>
        <select
          aria-label={t('status')}
          value={filters.status ?? ''}
          onChange={event =>
            onChange({ ...filters, status: (event.target.value || null) as Filters['status'] })
          }
        >
          <option value="">{t('anyStatus')}</option>
          {statuses.map(status => (
            <option key={status} value={status}>
              {t(`status_${status}`)}
            </option>
          ))}
        </select>
        <select
          aria-label={t('assignee')}
          value={filters.assignee ?? ''}
          onChange={event => onChange({ ...filters, assignee: event.target.value || null })}
        >
          <option value="">{t('anyone')}</option>
          <option value={viewer.id}>{t('mine')}</option>
          <option value="UNASSIGNED">{t('unassigned')}</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {cleanName(name)}
            </option>
          ))}
        </select>
        <label className="check">
          <input
            type="checkbox"
            checked={filters.isUnread}
            onChange={event => onChange({ ...filters, isUnread: event.target.checked })}
          />
          {t('unreadOnly')}
        </label>
      </div>
    </search>
  );
}
