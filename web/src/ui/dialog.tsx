import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { t } from '../i18n/index.js';

/** Properties of `Dialog`. */
export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** A sheet comes from the right; a viewer fills the page. */
  readonly kind?: 'dialog' | 'sheet' | 'viewer';
}

/** A layer above the page; focus returns when it closes. */
export function Dialog({ title, isOpen, onClose, children, kind = 'dialog' }: DialogProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={next => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className={kind}>
          <div className="dialog-head">
            <Base.Title className="dialog-title">{title}</Base.Title>
            <Base.Close className="button">{t('close')}</Base.Close>
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
