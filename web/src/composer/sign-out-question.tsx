import { useState, useSyncExternalStore } from 'react';
import { t } from '../i18n/index.js';
import { useCompany } from '../live/index.js';
import { Dialog } from '../ui/index.js';
import { countDrafts } from './drafts.js';
import type { Outbox } from './outbox.js';
import { forgetUnsent } from './unsent.js';

/** Properties of `SignOutQuestion`. */
export interface SignOutQuestionProps {
  readonly outbox: Outbox;
  readonly onSignOut: () => void;
  readonly onStay: () => void;
}

/** Asks before drafts and waiting replies are deleted with the session. */
export function SignOutQuestion({ outbox, onSignOut, onStay }: SignOutQuestionProps) {
  const { viewer } = useCompany();
  const [drafts] = useState(() => countDrafts(viewer.id));
  const waiting = useSyncExternalStore(outbox.subscribe, outbox.entries).length;
  return (
    <Dialog title={t('signOutQuestion')} isOpen onClose={onStay}>
      <div className="form">
        <p>{t('signOutDrafts', { count: drafts })}</p>
        <p>{t('signOutWaiting', { count: waiting })}</p>
        <p>{t('signOutDeletes')}</p>
        <div className="form-buttons">
          <button type="button" className="button primary" onClick={onStay}>
            {t('staySignedIn')}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => {
              forgetUnsent(outbox);
              onSignOut();
            }}
          >
            {t('signOutAnyway')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
