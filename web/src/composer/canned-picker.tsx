import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import { useQuery } from 'urql';
import { CannedRepliesDocument, type CannedRepliesQuery, CannedTextDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { useDesk } from '../live/index.js';
import { cleanName, Name } from '../ui/index.js';
import { findCanned } from './find-canned.js';

/** A canned reply that was chosen, filled in by the server. */
export interface ChosenCanned {
  readonly id: string;
  readonly text: string;
  readonly fileNames: readonly string[];
  /** What was typed while the server filled it in. */
  readonly typed: string;
}

/** Properties of `CannedPicker`. */
export interface CannedPickerProps {
  readonly conversationId: string;
  readonly channelId: string;
  readonly onChoose: (chosen: ChosenCanned) => void;
  /** `typed`: what goes into the field, `/` when it was meant as such; null when the focus went elsewhere. */
  readonly onClose: (typed: string | null) => void;
}

type Canned = CannedRepliesQuery['cannedReplies'][number];

/** Canned replies: search, list with a preview, chosen by keys or by pointer. */
export function CannedPicker({ conversationId, channelId, onChoose, onClose }: CannedPickerProps) {
  const { client } = useDesk();
  const listId = useId();
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const [hasFailed, setFailed] = useState(false);
  /** The search when one was chosen: what is typed after it is meant for the field. */
  const chosenAt = useRef<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const [{ data, fetching, error }] = useQuery({
    query: CannedRepliesDocument,
    variables: { channelId },
    requestPolicy: 'cache-and-network',
  });
  const wanted = chosenAt.current ?? search;
  const found = useMemo(() => findCanned(data?.cannedReplies ?? [], wanted), [data, wanted]);
  const active = found[Math.min(at, found.length - 1)];
  const [{ data: filled }] = useQuery({
    query: CannedTextDocument,
    variables: { id: active?.id ?? '', conversationId },
    pause: active === undefined,
  });
  const preview = filled?.node?.__typename === 'CannedReply' ? filled.node : null;
  const text = preview?.id === active?.id ? (preview?.text ?? null) : null;

  const choose = async (item: Canned) => {
    if (chosenAt.current !== null) return;
    const fileNames = item.attachments.map(file => file.fileName ?? '');
    // With its preview: the field has it before the next key.
    if (item === active && text !== null) return onChoose({ id: item.id, text, fileNames, typed: '' });
    chosenAt.current = search;
    setFailed(false);
    const answer = await client.query(CannedTextDocument, { id: item.id, conversationId });
    const typed = input.current?.value.slice(chosenAt.current.length) ?? '';
    chosenAt.current = null;
    const { node } = answer.data ?? {};
    if (node?.__typename !== 'CannedReply') return setFailed(true);
    onChoose({ id: item.id, text: node.text, fileNames, typed });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1 };
    const next = steps[event.key];
    if (next !== undefined) setAt(Math.max(0, Math.min(found.length - 1, next)));
    else if (event.key === 'Enter') active && void choose(active);
    else if (event.key === 'Escape') onClose('');
    else if (event.key === 'Backspace' && search === '') onClose('');
    else if (event.key === '/' && search === '') onClose('/');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const optionId = (item: Canned) => `${listId}-${item.id}`;
  return (
    <div className="canned" role="dialog" aria-label={t('canned')}>
      <input
        ref={input}
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-activedescendant={active && optionId(active)}
        aria-autocomplete="list"
        aria-label={t('cannedSearch')}
        placeholder={t('cannedSearch')}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: it opens by a key, and what is typed next is searched for
        autoFocus
        value={search}
        onChange={event => {
          setSearch(event.target.value);
          if (chosenAt.current === null) setAt(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={event => {
          if (!event.currentTarget.parentElement?.contains(event.relatedTarget)) onClose(null);
        }}
      />
      <div className="canned-body">
        <div id={listId} className="canned-list" role="listbox" aria-label={t('canned')}>
          {found.map((item, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the search field
            <div
              key={item.id}
              id={optionId(item)}
              className="canned-option"
              role="option"
              tabIndex={-1}
              aria-selected={item === active}
              ref={item === active ? scrollIntoView : null}
              onPointerMove={() => setAt(index)}
              onPointerDown={event => event.preventDefault()}
              onClick={() => void choose(item)}
            >
              <strong>/{item.shortcut}</strong> <Name>{cleanName(item.title)}</Name>
              {item.attachments.length > 0 && (
                <span className="chip">{t('fileCount', { count: item.attachments.length })}</span>
              )}
            </div>
          ))}
        </div>
        {active && (
          <p className="text canned-preview" dir="auto" aria-live="polite">
            {text ?? active.body}
          </p>
        )}
      </div>
      {found.length === 0 && !fetching && (
        <p className="muted">
          {t(error ? 'noAnswer' : (data?.cannedReplies.length ?? 0) === 0 ? 'noCanned' : 'cannedNotFound')}
        </p>
      )}
      {hasFailed && (
        <p role="alert" className="fault">
          {t('noAnswer')}
        </p>
      )}
    </div>
  );
}

const scrollIntoView = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' });
