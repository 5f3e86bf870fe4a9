import { useState } from 'react';
import { t } from '../i18n/index.js';
import { Form, TextField } from '../kit/index.js';
import { Dialog, toInstant, toLocal } from '../ui/index.js';

/** Properties of `SnoozeDialog`. */
export interface SnoozeDialogProps {
  readonly onClose: () => void;
  /** ISO 8601. */
  readonly onChoose: (until: string) => void;
}

const dayMs = 86_400_000;

/** An own time to come back, in the viewer's zone. */
export function SnoozeDialog({ onClose, onChoose }: SnoozeDialogProps) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [value, setValue] = useState(() => toLocal(zone, new Date(Date.now() + dayMs)));
  const [isPast, setPast] = useState(false);
  const submit = () => {
    const until = toInstant(zone, value);
    if (!(until.getTime() > Date.now())) return setPast(true);
    onChoose(until.toISOString());
    onClose();
  };
  return (
    <Dialog title={t('snooze')} isOpen onClose={onClose}>
      <Form onSubmit={submit} onCancel={onClose} isBusy={false} fault={null} submit={t('snooze')}>
        <TextField
          label={t('snoozeUntil')}
          name="snoozedUntil"
          type="datetime-local"
          isRequired
          value={value}
          onChange={setValue}
          hint={isPast ? <span className="fault">{t('snoozePast')}</span> : undefined}
        />
      </Form>
    </Dialog>
  );
}
