import { useState } from 'react';
import { isTataOnly } from '../config/page-config.js';
import { tataChannels } from '../conversations/index.js';
import { t } from '../i18n/index.js';
import { FilterBar, SelectField, TextField } from '../kit/index.js';
import { useCompany } from '../live/index.js';
import { cleanName, useMedia } from '../ui/index.js';
import { type Asked, countFilters, kinds, noFilters } from './asked.js';

/** Properties of `SearchFilters`. */
export interface SearchFiltersProps {
  readonly asked: Asked;
  readonly onChange: (changes: Partial<Asked>) => void;
}

/** Kinds as chips; number, direction, author and days below, folded on a phone. */
export function SearchFilters({ asked, onChange }: SearchFiltersProps) {
  const company = useCompany();
  const isNarrow = useMedia('(max-width: 767px)');
  const count = countFilters(asked);
  const [isOpen, setOpen] = useState(!isNarrow || count > 0);
  const own = isTataOnly ? tataChannels(company) : null;
  const channels = company.channels.nodes.filter(({ id }) => own === null || own.includes(id));
  const { kinds: chosen } = asked;
  return (
    <>
      <fieldset className="tabs found-kinds" aria-label={t('searchKinds')}>
        <button type="button" aria-pressed={chosen.length === 0} onClick={() => onChange({ kinds: [] })}>
          {t('searchAll')}
        </button>
        {kinds.map(kind => {
          const isChosen = chosen.includes(kind);
          const next = isChosen ? chosen.filter(each => each !== kind) : [...chosen, kind];
          return (
            <button
              key={kind}
              type="button"
              aria-pressed={isChosen}
              onClick={() => onChange({ kinds: next })}
            >
              {t(`searchKind_${kind}`)}
            </button>
          );
        })}
      </fieldset>
      {asked.contactId !== '' && (
        <p>
          {t('searchOnePerson')}{' '}
          <button type="button" className="link" onClick={() => onChange({ contactId: '' })}>
            {t('searchEverybody')}
          </button>
        </p>
      )}
      <details className="found-filters" open={isOpen} onToggle={event => setOpen(event.currentTarget.open)}>
        <summary>{count === 0 ? t('searchFilters') : t('searchFiltersChosen', { count })}</summary>
        <FilterBar onClear={count === 0 ? null : () => onChange({ ...noFilters, kinds: chosen })}>
          <SelectField
            {...{ name: 'channel', label: t('number'), value: asked.channelId }}
            options={[
              ['', t('allNumbers')],
              ...channels.map(({ id, label }) => [id, cleanName(label)] as const),
            ]}
            onChange={channelId => onChange({ channelId })}
          />
          <SelectField
            {...{ name: 'direction', label: t('searchDirection'), value: asked.direction }}
            options={[
              ['', t('searchBoth')],
              ['INBOUND', t('searchInbound')],
              ['OUTBOUND', t('searchOutbound')],
            ]}
            onChange={direction => onChange({ direction: direction as Asked['direction'] })}
          />
          <SelectField
            {...{ name: 'author', label: t('searchAuthor'), value: asked.authorId }}
            options={[
              ['', t('anyone')],
              ...company.users.nodes.map(({ id, name }) => [id, cleanName(name)] as const),
              ...company.aiAssistants.map(({ id, name }) => [id, cleanName(name)] as const),
            ]}
            onChange={authorId => onChange({ authorId })}
          />
          <TextField
            {...{ name: 'from', label: t('searchFrom'), type: 'date', value: asked.from }}
            onChange={from => onChange({ from })}
          />
          <TextField
            {...{ name: 'to', label: t('searchTo'), type: 'date', value: asked.to }}
            onChange={to => onChange({ to })}
          />
        </FilterBar>
      </details>
    </>
  );
}
