import { useEffect, useRef, useState } from 'react';
import {
  DismissSuggestionDocument,
  RequestSuggestionDocument,
  type SuggestionPartsFragment,
} from '../gql/operations.js';
import { type MessageId, t } from '../i18n/index.js';
import { type Assistant, useDesk } from '../live/index.js';
import { cleanName, Icon, Name, showToast } from '../ui/index.js';
import { onAskSuggestion, type SuggestionAction } from './ask-suggestion.js';
import type { Draft } from './drafts.js';
import { readComposerState } from './scheduled.js';
import { SuggestionBar } from './suggestion-bar.js';
import { useSuggestionDraft } from './use-suggestion-draft.js';

/** Properties of `SuggestionPlace`. */
export interface SuggestionPlaceProps {
  readonly conversationId: string;
  readonly assistant: Assistant | null;
  /** The open one. */
  readonly suggestion: SuggestionPartsFragment | null;
  readonly draft: Draft;
  readonly mayWork: boolean;
  readonly onTake: (suggestion: SuggestionPartsFragment) => void;
  readonly onApplies: (appliesProposal: boolean) => void;
}

const refusals: Readonly<Record<string, MessageId>> = {
  CONFLICT: 'suggestNothing',
  LIMIT_REACHED: 'suggestBudget',
  PROVIDER_FAILED: 'suggestFailed',
};

/** What an assistant proposes: the open proposal, or the one that it writes now. It never writes into the field by itself. */
export function SuggestionPlace(props: SuggestionPlaceProps) {
  const { conversationId, assistant, suggestion, draft, mayWork, onTake, onApplies } = props;
  const desk = useDesk();
  const written = useSuggestionDraft(conversationId);
  const [isAsking, setAsking] = useState(false);
  const isTaken = suggestion !== null && draft.suggestionId === suggestion.id;
  const request = async (instruction: string | null) => {
    if (isAsking || !mayWork || assistant?.engine !== 'OPENAI_COMPATIBLE') return;
    setAsking(true);
    const input = { conversationId, ...(instruction ? { instruction } : {}) };
    const { error } = await desk.client.mutation(RequestSuggestionDocument, { input });
    setAsking(false);
    const code = error?.graphQLErrors[0]?.extensions.code;
    if (error) showToast({ text: t(refusals[String(code)] ?? 'actionFailed') });
    await readComposerState(desk, conversationId);
  };
  const dismiss = async () => {
    if (suggestion === null || !mayWork) return;
    const input = { suggestionId: suggestion.id };
    const { error } = await desk.client.mutation(DismissSuggestionDocument, { input });
    // It was settled meanwhile.
    if (error && error.graphQLErrors[0]?.extensions.code !== 'CONFLICT')
      showToast({ text: t('actionFailed') });
    await readComposerState(desk, conversationId);
  };
  const act = (action: SuggestionAction) => {
    if (action === 'DISMISS') void dismiss();
    else if (action === 'REQUEST') void request(null);
    else if (suggestion !== null && !isTaken) onTake(suggestion);
  };
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => onAskSuggestion(action => latest.current(action)), []);
  if (isAsking || written !== null) {
    const name = cleanName(written?.assistant.name ?? assistant?.name);
    return (
      <section className="suggestion" aria-label={t('suggestionWrites', { name })}>
        <p className="muted suggestion-head" role="status">
          <Icon name="assistant" /> <Name>{t('suggestionWrites', { name })}</Name>
        </p>
        {written?.text && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, which keys have to reach
          <p className="text suggestion-text" dir="auto" tabIndex={0}>
            {written.text}
          </p>
        )}
      </section>
    );
  }
  if (suggestion === null) return null;
  return (
    <SuggestionBar
      key={suggestion.id}
      {...{ suggestion, isTaken, mayWork, onTake, onApplies }}
      hasText={draft.text.trim() !== ''}
      applies={draft.appliesProposal !== false}
      onDismiss={() => void dismiss()}
      onAgain={assistant?.engine === 'OPENAI_COMPATIBLE' ? instruction => void request(instruction) : null}
    />
  );
}
