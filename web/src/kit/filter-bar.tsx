import { type ReactNode, useEffect, useState } from 'react';
import { t } from '../i18n/index.js';
import { TextField, type TextFieldProps } from './fields.js';
import './lists.css';

/** Properties of `FilterBar`. */
export interface FilterBarProps {
  readonly children: ReactNode;
  /** Null when nothing is filtered. */
  readonly onClear: (() => void) | null;
}

/** The filters of a page. */
export function FilterBar({ children, onClear }: FilterBarProps) {
  return (
    <search className="page-filters">
      {children}
      {onClear && (
        <button type="button" className="button" onClick={onClear}>
          {t('clearFilters')}
        </button>
      )}
    </search>
  );
}

/** A filter with a text: it takes effect with Enter, or when it is left. */
export function FilterText({ value, onChange, ...field }: TextFieldProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const apply = () => {
    if (text !== value) onChange(text);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens to the field inside
    <div onBlur={apply} onKeyDown={event => event.key === 'Enter' && apply()}>
      <TextField {...field} value={text} onChange={setText} />
    </div>
  );
}
