import { useId } from 'react';
import type { AiMode } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';

const modes: readonly AiMode[] = ['OFF', 'DRAFT', 'AUTO'];

/** Properties of `ModeField`. */
export interface ModeFieldProps {
  readonly mode: AiMode;
  readonly onChange: (mode: AiMode) => void;
}

/** What the assistant does with its answers, with a sentence for each choice. */
export function ModeField({ mode, onChange }: ModeFieldProps) {
  const name = useId();
  return (
    <fieldset className="choices">
      <legend>{t('ai_mode')}</legend>
      {modes.map(value => (
        <label key={value} className="assistant-mode">
          <input
            type="radio"
            name={name}
            value={value}
            checked={mode === value}
            onChange={() => onChange(value)}
          />
          <span>
            <strong>{t(`ai_mode_${value}`)}</strong>{' '}
            <span className="muted">{t(`ai_modeHelp_${value}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
