import { useState } from 'react';
import { t } from '../i18n/index.js';

/** Properties of `CopyButton`. */
export interface CopyButtonProps {
  readonly value: string;
  /** What is copied, for its label. */
  readonly of: string;
}

/** Copies a text. */
export function CopyButton({ value, of }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <button type="button" className="link small" aria-label={t('copyOf', { of })} onClick={() => void copy()}>
      {t(isCopied ? 'copied' : 'copy')}
    </button>
  );
}
