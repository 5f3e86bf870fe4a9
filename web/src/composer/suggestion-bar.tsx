import { type FormEvent, useState } from 'react';
import type { SuggestionPartsFragment } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { cleanName, cleanSentence, Icon, Name } from '../ui/index.js';

/** Properties of `SuggestionBar`. */
export interface SuggestionBarProps {
  readonly suggestion: SuggestionPartsFragment;
  /** It is in the field already. */
  readonly isTaken: boolean;
  /** The field has a text, which stays. */
  readonly hasText: boolean;
  /** Topic and stage of the proposal are wanted. */
  readonly applies: boolean;
  readonly mayWork: boolean;
  readonly onTake: (suggestion: SuggestionPartsFragment) => void;
  readonly onApplies: (applies: boolean) => void;
  readonly onDismiss: () => void;
  /** Null: no assistant can be asked. */
  readonly onAgain: ((instruction: string) => void) | null;
}

const maxInstruction = 500;

/** The open proposal of an assistant, with what can be done with it. */
export function SuggestionBar(props: SuggestionBarProps) {
  const { suggestion, isTaken, hasText, applies, mayWork, onTake, onApplies, onDismiss, onAgain } = props;
  const { assistant, topic, stage, asksForPerson, reason, text } = suggestion;
  const [instruction, setInstruction] = useState<string | null>(null);
  const name = cleanName(assistant.name);
  const also = [
    topic && t('suggestionTopic', { name: cleanName(topic.name) }),
    stage && t('suggestionStage', { name: cleanName(stage.name) }),
  ].filter(part => part !== null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onAgain?.(instruction ?? '');
  };
  return (
    <section className="suggestion" aria-label={t('suggestionBy', { name })}>
      <p className="muted suggestion-head" role="status">
        <Icon name="assistant" /> <Name>{t(isTaken ? 'suggestionTaken' : 'suggestionBy', { name })}</Name>
      </p>
      {!isTaken && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, which keys have to reach
        <p className="text suggestion-text" dir="auto" tabIndex={0}>
          {text}
        </p>
      )}
      {asksForPerson && (
        <p className="warning">
          {t('suggestionAsks')} {reason !== null && <q dir="auto">{cleanSentence(reason)}</q>}
        </p>
      )}
      {also.length > 0 && (
        <label className="check">
          <input type="checkbox" checked={applies} onChange={event => onApplies(event.target.checked)} />
          {t('suggestionAlso', { changes: also.join(', ') })}
        </label>
      )}
      <div className="suggestion-buttons">
        {!isTaken && (
          <button type="button" className="button primary" onClick={() => onTake(suggestion)}>
            {t(hasText ? 'suggestionAppend' : 'suggestionTake')}
          </button>
        )}
        {mayWork && onAgain !== null && (
          <button
            type="button"
            className="button"
            aria-expanded={instruction !== null}
            onClick={() => setInstruction(before => (before === null ? '' : null))}
          >
            {t('suggestionAgain')}
          </button>
        )}
        {mayWork && (
          <button type="button" className="button" onClick={onDismiss}>
            {t('suggestionDismiss')}
          </button>
        )}
      </div>
      {instruction !== null && (
        <form className="suggestion-buttons" onSubmit={submit}>
          <input
            className="suggestion-instruction"
            aria-label={t('suggestionInstruction')}
            placeholder={t('suggestionInstruction')}
            value={instruction}
            maxLength={maxInstruction}
            onChange={event => setInstruction(event.target.value)}
          />
          <button type="submit" className="button">
            {t('suggestionAsk')}
          </button>
        </form>
      )}
    </section>
  );
}
