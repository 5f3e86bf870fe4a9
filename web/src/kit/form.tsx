import type { FormEvent, ReactNode } from 'react';
import { t } from '../i18n/index.js';
import { FaultBox } from './fault-box.js';
import type { Fault } from './to-fault.js';
import './kit.css';

/** Properties of `Form`. */
export interface FormProps {
  readonly onSubmit: () => void;
  readonly onCancel?: () => void;
  readonly isBusy: boolean;
  readonly fault: Fault | null;
  /** Text of the button; "Save" when absent. */
  readonly submit?: string;
  readonly children: ReactNode;
}

/** A form: fields, the fault, the buttons. */
export function Form({ onSubmit, onCancel, isBusy, fault, submit = t('save'), children }: FormProps) {
  const onSubmitEvent = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) onSubmit();
  };
  return (
    <form className="form" onSubmit={onSubmitEvent}>
      {children}
      <FaultBox fault={fault} />
      <div className="form-buttons">
        <button type="submit" className="button primary" disabled={isBusy}>
          {submit}
        </button>
        {onCancel && (
          <button type="button" className="button" onClick={onCancel}>
            {t('cancel')}
          </button>
        )}
      </div>
    </form>
  );
}
