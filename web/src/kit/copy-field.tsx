import { useId, useState } from 'react';
import { t } from '../i18n/index.js';
import './kit.css';

/** Properties of `CopyField`. */
export interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  /** A secret that the server does not show again. */
  readonly isShownOnce?: boolean;
}

/** A text to take elsewhere, with a button that copies it. */
export function CopyField({ label, value, isShownOnce = false }: CopyFieldProps) {
  const id = useId();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="copy-field">
        <input id={id} readOnly value={value} onFocus={event => event.target.select()} />
        <button type="button" className="button" onClick={() => void copy()}>
          {t(isCopied ? 'copied' : 'copy')}
        </button>
      </div>
      {isShownOnce && <p className="warning">{t('shownOnce')}</p>}
    </div>
  );
}
