import { useState } from 'react';
import { MergeContactsDocument, type ThreadQuery, UnmergeContactDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { useDesk } from '../live/index.js';
import { cleanName, Name, nameOf, showToast } from '../ui/index.js';

type Person = NonNullable<ThreadQuery['conversation']>['contact'];
type Suggestion = Person['mergeSuggestions'][number];

/** Properties of `MergeSuggestions`. */
export interface MergeSuggestionsProps {
  readonly contact: Pick<Person, 'id' | 'displayName' | 'phone'>;
  readonly suggestions: readonly Suggestion[];
  readonly mayWork: boolean;
}

/** Others who may be the same person. A merge asks first, and can be taken back. */
export function MergeSuggestions({ contact, suggestions, mayWork }: MergeSuggestionsProps) {
  const desk = useDesk();
  const [asked, setAsked] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [merged, setMerged] = useState<Suggestion['other'] | null>(null);
  const run = async (work: () => PromiseLike<{ readonly error?: unknown }>): Promise<boolean> => {
    setBusy(true);
    const { error } = await work();
    setBusy(false);
    if (error) showToast({ text: t('actionFailed') });
    return !error;
  };
  const merge = async (other: Suggestion['other']) => {
    const input = { keepId: contact.id, mergeId: other.id };
    if (!(await run(() => desk.client.mutation(MergeContactsDocument, { input })))) return;
    setAsked(null);
    setMerged(other);
  };
  const undo = async (other: Suggestion['other']) => {
    const input = { contactId: other.id };
    if (await run(() => desk.client.mutation(UnmergeContactDocument, { input }))) setMerged(null);
  };
  const open = suggestions.filter(({ other }) => other.id !== merged?.id);
  if (open.length === 0 && merged === null) return null;
  return (
    <>
      <h3>{t('samePerson')}</h3>
      {merged && (
        <p role="status">
          {t('mergedWith', { name: nameOf(merged) })}{' '}
          <button type="button" className="link" disabled={isBusy} onClick={() => void undo(merged)}>
            {t('unmerge')}
          </button>
        </p>
      )}
      <ul className="suggestions">
        {open.map(({ id, other, reason }) => (
          <li key={id}>
            <Name>{nameOf(other)}</Name> <span className="muted">{cleanName(reason)}</span>
            {asked === id ? (
              <div className="trouble">
                <p>{t('mergeQuestion', { other: nameOf(other), name: nameOf(contact) })}</p>
                <button
                  type="button"
                  className="button primary"
                  disabled={isBusy}
                  onClick={() => void merge(other)}
                >
                  {t('mergeIt')}
                </button>
                <button type="button" className="button" onClick={() => setAsked(null)}>
                  {t('cancel')}
                </button>
              </div>
            ) : (
              mayWork && (
                <button
                  type="button"
                  className="link"
                  aria-label={t('mergeWith', { name: nameOf(other) })}
                  onClick={() => setAsked(id)}
                >
                  {t('mergeIt')}
                </button>
              )
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
