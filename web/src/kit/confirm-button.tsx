import { type ReactNode, useState } from 'react';
import { t } from '../i18n/index.js';
import { Dialog } from '../ui/index.js';

/** Properties of `ConfirmButton`. */
export interface ConfirmButtonProps {
  readonly label: string;
  /** What happens, and what cannot be undone. */
  readonly question: ReactNode;
  readonly onConfirm: () => void;
  readonly isDisabled?: boolean;
}

/** A button that asks first. */
export function ConfirmButton({ label, question, onConfirm, isDisabled }: ConfirmButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" disabled={isDisabled} onClick={() => setOpen(true)}>
        {label}
      </button>
      <Dialog title={t('confirmTitle')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <div className="form">
          <div>{question}</div>
          <div className="form-buttons">
            <button
              type="button"
              className="button primary"
              onClick={() => {
                setOpen(false);
                onConfirm();
              }}
            >
              {label}
            </button>
            <button type="button" className="button" onClick={() => setOpen(false)}>
              {t('cancel')}
            </button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
