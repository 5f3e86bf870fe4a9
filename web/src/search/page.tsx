/** Messages, notes, conversations, people and leads that contain words. */
import './search.css';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { t } from '../i18n/index.js';
import { Empty, Page } from '../kit/index.js';
import { preferences } from '../ui/index.js';
import { type Asked, isComplete, maxChars, readAsked, writeAsked } from './asked.js';
import { Results, searchField } from './results.js';
import { SearchFilters } from './search-filters.js';

/** Typing that pauses for this long searches. */
const searchMs = 300;
const fields = 'input, textarea, select';

/** The page. */
export default function SearchPage() {
  const query = useSearch();
  const [path, navigate] = useLocation();
  const asked = useMemo(() => readAsked(query), [query]);
  const change = (changes: Partial<Asked>, isTyping = false) =>
    navigate(`${path}${writeAsked({ ...asked, ...changes })}`, { replace: isTyping });
  useFieldKey(asked.text === '');
  return (
    <Page title={t('searchPage')} help={t('searchHelp')}>
      <search className="found-search">
        <SearchForm text={asked.text} onText={(text, isTyping) => change({ text }, isTyping)} />
        <SearchFilters asked={asked} onChange={change} />
      </search>
      {isComplete(asked) ? (
        <Results asked={asked} onChange={change} />
      ) : (
        <Empty>
          <p>{t('searchEmpty')}</p>
          <ul className="found-tips">
            <li>{t('searchTipAll')}</li>
            <li>{t('searchTipPhrase')}</li>
            <li className="found-keys">{t('searchTipKeys')}</li>
          </ul>
        </Empty>
      )}
    </Page>
  );
}

interface SearchFormProps {
  readonly text: string;
  /** `isTyping`: it goes on, and is no step of the history. */
  readonly onText: (text: string, isTyping: boolean) => void;
}

/** The words: searched when typing pauses, or with Enter. */
function SearchForm({ text, onText }: SearchFormProps) {
  const [typed, setTyped] = useState(text);
  const latest = useRef({ text, onText });
  latest.current = { text, onText };
  // A space at the end stays while more is typed.
  useEffect(() => setTyped(before => (before.trim() === text ? before : text)), [text]);
  useEffect(() => {
    if (typed.trim() === latest.current.text) return;
    const timer = setTimeout(() => latest.current.onText(typed.trim(), true), searchMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== text) onText(typed.trim(), false);
  };
  return (
    <form className="search-form" onSubmit={submit}>
      <input
        id="search"
        type="search"
        aria-label={t('searchWords')}
        placeholder={t('searchWords')}
        maxLength={maxChars}
        value={typed}
        onChange={event => setTyped(event.target.value)}
        onKeyDown={event => {
          const first = document.querySelector<HTMLElement>('.found a');
          if (event.key !== 'ArrowDown' || first === null) return;
          event.preventDefault();
          first.focus();
        }}
      />
      <button type="submit" className="button primary">
        {t('searchPage')}
      </button>
    </form>
  );
}

/** The field has the focus when nothing was searched for yet, and gets it by `/`, as in the list. */
function useFieldKey(isNew: boolean): void {
  const [isFirst] = useState(isNew);
  useEffect(() => {
    if (isFirst) searchField()?.focus();
    const onKey = (event: KeyboardEvent) => {
      const isTaken = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
      if (event.code !== 'Slash' || isTaken || !preferences().singleKeys) return;
      if ((event.target as Element).closest(fields)) return;
      event.preventDefault();
      searchField()?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [isFirst]);
}
