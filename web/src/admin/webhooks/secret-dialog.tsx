import { t } from '../../i18n/index.js';
import { CopyField } from '../../kit/index.js';
import { Dialog } from '../../ui/index.js';

/** Shows a new secret once. */
export function SecretDialog({
  secret,
  onClose,
}: {
  readonly secret: string | null;
  readonly onClose: () => void;
}) {
  return (
    <Dialog title={t('webhooks_secret')} isOpen={secret !== null} onClose={onClose}>
      <div className="section">
        <p>{t('webhooks_secretHelp')}</p>
        <CopyField label={t('webhooks_secret')} value={secret ?? ''} isShownOnce />
      </div>
    </Dialog>
  );
}
