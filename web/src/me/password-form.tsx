import { useState } from 'react';
import { t } from '../i18n/index.js';
import { type Fault, Form, TextField } from '../kit/index.js';
import { session } from '../session/index.js';
import { toSessionFault } from './to-session-fault.js';

/** Changes one's own password. Other browsers are signed out. */
export function PasswordForm() {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [fault, setFault] = useState<Fault | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isDone, setDone] = useState(false);
  const change = async () => {
    setBusy(true);
    setFault(null);
    setDone(false);
    try {
      await session.changePassword({ currentPassword: current, newPassword: next });
      setCurrent('');
      setNext('');
      setDone(true);
    } catch (error) {
      setFault(toSessionFault(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form onSubmit={() => void change()} {...{ isBusy, fault }} submit={t('mePasswordChange')}>
      <TextField
        label={t('mePasswordCurrent')}
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        isRequired
        fault={fault}
        value={current}
        onChange={setCurrent}
      />
      <TextField
        label={t('mePasswordNew')}
        name="newPassword"
        type="password"
        autoComplete="new-password"
        isRequired
        fault={fault}
        hint={t('mePasswordHint')}
        value={next}
        onChange={setNext}
      />
      {isDone && <p role="status">{t('mePasswordDone')}</p>}
    </Form>
  );
}
