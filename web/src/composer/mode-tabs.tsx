import type { KeyboardEvent } from 'react';
import { t } from '../i18n/index.js';
import { Icon } from '../ui/index.js';
import type { Mode } from './drafts.js';

/** Properties of `ModeTabs`. */
export interface ModeTabsProps {
  readonly mode: Mode;
  /** Id of the panel that they switch. */
  readonly panelId: string;
  readonly onMode: (mode: Mode) => void;
}

const modes: readonly Mode[] = ['REPLY', 'NOTE'];

/** Reply to the customer, or a note that stays in the company. */
export function ModeTabs({ mode, panelId, onMode }: ModeTabsProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const next = mode === 'REPLY' ? 'NOTE' : 'REPLY';
    onMode(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-mode=${next}]`)?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label={t('writeWhat')} onKeyDown={onKeyDown}>
      {modes.map(each => (
        <button
          key={each}
          type="button"
          role="tab"
          id={`${panelId}-${each}`}
          data-mode={each}
          aria-selected={mode === each}
          aria-controls={panelId}
          tabIndex={mode === each ? 0 : -1}
          onClick={() => onMode(each)}
        >
          {each === 'NOTE' && <Icon name="lock" />}
          {t(each === 'REPLY' ? 'reply' : 'note')}
        </button>
      ))}
    </div>
  );
}
