import { Dialog as Base } from '@base-ui/react/dialog';
import { type ReactNode, type RefObject, useRef } from 'react';
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
  const popup = useRef<HTMLDivElement>(null);
  const close = useRef<HTMLButtonElement>(null);
  /** Before the next key, and not with the next frame, as the library has it. */
  const focus = (how: string) => {
    const isInside = popup.current?.contains(document.activeElement) ?? true;
    // By touch not a part of it: a keyboard would open.
    if (!isInside) (how === 'touch' ? popup : close).current?.focus({ preventScroll: true });
    return false;
  };
  // It goes at once, and not when its transition would have ended: the focus is back before the next key.
  if (!isOpen) return null;
  return (
    <Base.Root open onOpenChange={next => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup ref={popup} className={kind} initialFocus={focus} finalFocus={returnTo}>
          <div className="dialog-head">
            <Base.Title className="dialog-title">{title}</Base.Title>
            <Base.Close ref={close} className="icon-button" aria-label={t('close')} title={t('close')}>
              <Icon name="close" />
            </Base.Close>
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
