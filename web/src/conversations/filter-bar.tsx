import { useEffect, useRef, useState } from 'react';
import { intlLocale, t } from '../i18n/index.js';
import { useCompany } from '../live/index.js';
import { cleanName, IconButton } from '../ui/index.js';
import type { Filters, Scope } from './filters.js';
import { useViewCounts } from './use-view-counts.js';

/** Properties of `FilterBar`. */
export interface FilterBarProps {
  readonly filters: Filters;
  readonly scope: Scope;
  readonly onChange: (filters: Filters) => void;
}

const searchMs = 300;
/** The server takes no more. */
const maxSearch = 100;
/** The server counts no further. */
const maxCounted = 10_000;
const statuses = ['OPEN', 'PENDING', 'RESOLVED', 'SNOOZED'] as const;
const views = [
  ['ME', 'mine', 'mine'],
  ['UNASSIGNED', 'unassigned', 'unassigned'],
  [null, 'allRows', 'all'],
] as const;

/** Views, search, number, status, unread; assignee, team, topic and label when asked for. */
export function FilterBar({ filters, scope, onChange }: FilterBarProps) {
  const counts = useViewCounts(filters, scope);
  const { channels } = scope;
  const { viewer, users, channels: all, teams, topics, labels, aiAssistants } = useCompany();
  const { assignee, teamId, topicId, labelId, needsPerson } = filters;
  const isOther = assignee !== null && assignee !== 'ME' && assignee !== 'UNASSIGNED';
  const isUsed = isOther || teamId !== null || topicId !== null || labelId !== null;
  const [isWide, setWide] = useState(isUsed);
  const shown = all.nodes.filter(({ id }) => channels === null || channels.includes(id));
  const people = users.nodes.filter(
    ({ kind, isActive, id }) => kind === 'PERSON' && isActive && id !== viewer.id,
  );
  const set = (change: Partial<Filters>) => onChange({ ...filters, ...change });
  return (
    <search className="filters">
      <div className="filter-row">
        <fieldset className="tabs views" aria-label={t('views')}>
          {views.map(([value, label, name]) => {
            const size = counts && toSize(counts[name], filters.status === null);
            return (
              <button
                key={label}
                type="button"
                aria-pressed={assignee === value}
                title={size?.text}
                onClick={() => set({ assignee: value })}
              >
                {t(label)}
                {size && <span className="view-count"> {size.short}</span>}
              </button>
            );
          })}
        </fieldset>
        <IconButton
          icon="settings"
          label={t('moreFilters')}
          aria-expanded={isWide || isUsed}
          onClick={() => setWide(before => !before)}
        />
      </div>
      <SearchField value={filters.search} onChange={search => set({ search })} />
      <div className="filter-row">
        <Choice
          label={t('number')}
          none={t('allNumbers')}
          value={filters.channelId}
          options={shown.map(({ id, label }) => [id, cleanName(label)])}
          onChange={channelId => set({ channelId })}
        />
        <Choice
          label={t('status')}
          none={t('anyStatus')}
          value={filters.status}
          options={statuses.map(status => [status, t(`status_${status}`)])}
          onChange={status => set({ status: status as Filters['status'] })}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={filters.isUnread}
            onChange={event => set({ isUnread: event.target.checked })}
          />
          {t('unreadOnly')}
        </label>
        {(needsPerson || aiAssistants.length > 0) && (
          <label className="check">
            <input
              type="checkbox"
              checked={needsPerson}
              onChange={event => set({ needsPerson: event.target.checked })}
            />
            {t('needsPerson')}
          </label>
        )}
      </div>
      {(isWide || isUsed) && (
        <div className="filter-row">
          <Choice
            label={t('assignee')}
            none={t('anyone')}
            value={assignee}
            options={[
              ['ME', t('mine')],
              ['UNASSIGNED', t('unassigned')],
              ...people.map(({ id, name }) => [id, cleanName(name)] as const),
            ]}
            onChange={next => set({ assignee: next })}
          />
          <Choice
            label={t('team')}
            none={t('anyTeam')}
            value={teamId}
            options={teams.map(({ id, name }) => [id, cleanName(name)])}
            onChange={next => set({ teamId: next })}
          />
          <Choice
            label={t('topic')}
            none={t('anyTopic')}
            value={topicId}
            options={topics.map(({ id, name }) => [id, cleanName(name)])}
            onChange={next => set({ topicId: next })}
          />
          <Choice
            label={t('label')}
            none={t('anyLabel')}
            value={labelId}
            options={labels.map(({ id, name }) => [id, cleanName(name)])}
            onChange={next => set({ labelId: next })}
          />
        </div>
      )}
    </search>
  );
}

/**
 * The size of a view, in full and short; undefined for an empty one.
 * @param count null for more than the server counts
 * @param isOpen true if open conversations are counted, as no status is chosen
 */
function toSize(count: number | null, isOpen: boolean) {
  if (count === 0) return undefined;
  const [most, more] = count === null ? [maxCounted, '+'] : [count, ''];
  const short = new Intl.NumberFormat(intlLocale(), { notation: 'compact' }).format(most);
  return { short: short + more, text: t(isOpen ? 'viewCountOpen' : 'viewCount', { count: most, more }) };
}

interface ChoiceProps {
  readonly label: string;
  /** Text of the choice that filters nothing. */
  readonly none: string;
  readonly value: string | null;
  readonly options: readonly (readonly [id: string, name: string])[];
  readonly onChange: (value: string | null) => void;
}

function Choice({ label, none, value, options, onChange }: ChoiceProps) {
  const isKnown = value === null || options.some(([id]) => id === value);
  return (
    <select aria-label={label} value={value ?? ''} onChange={event => onChange(event.target.value || null)}>
      <option value="">{none}</option>
      {/* Of a link, or archived since. */}
      {!isKnown && <option value={value}>?</option>}
      {options.map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** The text, as soon as typing pauses. */
function SearchField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (search: string) => void;
}) {
  const [search, setSearch] = useState(value);
  const latest = useRef({ value, onChange });
  latest.current = { value, onChange };
  useEffect(() => setSearch(value), [value]);
  useEffect(() => {
    if (search === latest.current.value) return;
    const timer = setTimeout(() => latest.current.onChange(search), searchMs);
    return () => clearTimeout(timer);
  }, [search]);
  return (
    <input
      id="search"
      type="search"
      aria-label={t('search')}
      placeholder={t('search')}
      maxLength={maxSearch}
      value={search}
      onChange={event => setSearch(event.target.value)}
      onKeyDown={event => {
        if (event.key === 'Escape' && search === '') event.currentTarget.blur();
      }}
    />
  );
}
