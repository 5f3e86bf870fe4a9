import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode, RefObject } from 'react';
import { t } from '../i18n/index.js';
import { Icon } from './icon.js';

/** Properties of `Dialog`. */
export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** A sheet comes from the right; a viewer fills the page. */
  readonly kind?: 'dialog' | 'sheet' | 'viewer';
  /** What has the focus when it closes; absent for what had it before. */
  readonly returnTo?: RefObject<HTMLElement | null> | undefined;
}

/** A layer above the page; focus returns when it closes. */
export function Dialog({ title, isOpen, onClose, children, kind = 'dialog', returnTo }: DialogProps) {
  // It goes at once, and not when its transition would have ended: the focus is back before the next key.
  if (!isOpen) return null;
  return (
    <Base.Root open onOpenChange={next => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className={kind} finalFocus={returnTo}>
          <div className="dialog-head">
            <Base.Title className="dialog-title">{title}</Base.Title>
            <Base.Close className="icon-button" aria-label={t('close')} title={t('close')}>
              <Icon name="close" />
            </Base.Close>
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
