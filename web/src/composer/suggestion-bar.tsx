import { useEffect, useRef } from 'react';
import { DismissSuggestionDocument, type SuggestionPartsFragment } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { useDesk } from '../live/index.js';
import { cleanName, Icon, Name, showToast } from '../ui/index.js';
import { onAskSuggestion } from './ask-suggestion.js';
import { readComposerState } from './scheduled.js';

/** Properties of `SuggestionBar`. */
export interface SuggestionBarProps {
  readonly conversationId: string;
  readonly suggestion: SuggestionPartsFragment;
  /** It is in the field already. */
  readonly isTaken: boolean;
  /** The field has a text, which stays. */
  readonly hasText: boolean;
  readonly onTake: (suggestion: SuggestionPartsFragment) => void;
}

/** The open proposal of an assistant. It never writes into the field by itself. */
export function SuggestionBar({ conversationId, suggestion, isTaken, hasText, onTake }: SuggestionBarProps) {
  const desk = useDesk();
  const name = cleanName(suggestion.assistant.name);
  const dismiss = async () => {
    const input = { suggestionId: suggestion.id };
    const { error } = await desk.client.mutation(DismissSuggestionDocument, { input });
    if (error && error.graphQLErrors[0]?.extensions.code !== 'CONFLICT')
      showToast({ text: t('actionFailed') });
    await readComposerState(desk, conversationId);
  };
  const latest = useRef({ isTaken, dismiss, take: () => onTake(suggestion) });
  latest.current = { isTaken, dismiss, take: () => onTake(suggestion) };
  useEffect(
    () =>
      onAskSuggestion(action => {
        if (action === 'DISMISS') void latest.current.dismiss();
        else if (!latest.current.isTaken) latest.current.take();
      }),
    [],
  );
  return (
    <section className="suggestion" aria-label={t('suggestionBy', { name })}>
      <p className="muted suggestion-head" role="status">
        <Icon name="assistant" /> <Name>{t(isTaken ? 'suggestionTaken' : 'suggestionBy', { name })}</Name>
      </p>
      {!isTaken && (
        <p className="text suggestion-text" dir="auto">
          {suggestion.text}
        </p>
      )}
      <div className="suggestion-buttons">
        {!isTaken && (
          <button type="button" className="button primary" onClick={() => onTake(suggestion)}>
            {t(hasText ? 'suggestionAppend' : 'suggestionTake')}
          </button>
        )}
        <button type="button" className="button" onClick={() => void dismiss()}>
          {t('suggestionDismiss')}
        </button>
      </div>
    </section>
  );
}
