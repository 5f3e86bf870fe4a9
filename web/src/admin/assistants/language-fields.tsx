import { t } from '../../i18n/index.js';
import { type Fault, TextField } from '../../kit/index.js';
import type { LanguageValues } from './to-values.js';

/** Languages of an assistant. */
const maxLanguages = 10;

/** Properties of `LanguageFields`. */
export interface LanguageFieldsProps {
  readonly languages: readonly LanguageValues[];
  readonly fault: Fault | null;
  readonly onChange: (languages: readonly LanguageValues[]) => void;
}

/** The languages, with what the assistant says by itself in each. */
export function LanguageFields({ languages, fault, onChange }: LanguageFieldsProps) {
  const set = (key: number, change: Partial<LanguageValues>) =>
    onChange(languages.map(entry => (entry.key === key ? { ...entry, ...change } : entry)));
  const add = () => {
    const key = Math.max(-1, ...languages.map(entry => entry.key)) + 1;
    onChange([...languages, { key, language: '', handoffText: '', fallbackText: '' }]);
  };
  return (
    <fieldset className="choices assistant-languages">
      <legend>{t('ai_languages')}</legend>
      <p className="muted">{t('ai_languagesHelp')}</p>
      {languages.map(({ key, language, handoffText, fallbackText }) => {
        const named = language || '?';
        return (
          <div key={key} className="assistant-language">
            <TextField
              {...{ name: 'languages', label: t('ai_language'), value: language, isRequired: true }}
              {...{ maxLength: 3, fault }}
              onChange={next => set(key, { language: next })}
            />
            <TextField
              {...{ name: 'handoffText', label: t('ai_handoffText', { language: named }), rows: 2 }}
              {...{ value: handoffText, maxLength: 1_000 }}
              onChange={next => set(key, { handoffText: next })}
            />
            <TextField
              {...{ name: 'fallbackText', label: t('ai_fallbackText', { language: named }), rows: 2 }}
              {...{ value: fallbackText, maxLength: 1_000 }}
              onChange={next => set(key, { fallbackText: next })}
            />
            <button
              type="button"
              className="button"
              aria-label={`${t('remove')}: ${named}`}
              onClick={() => onChange(languages.filter(entry => entry.key !== key))}
            >
              {t('remove')}
            </button>
          </div>
        );
      })}
      {languages.length < maxLanguages && (
        <button type="button" className="button" onClick={add}>
          {t('ai_addLanguage')}
        </button>
      )}
    </fieldset>
  );
}
