import { useState } from 'react';
import { type BookingAccountPartsFragment, ConnectBookingsDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { Form, TextField, useChange } from '../../kit/index.js';
import { AccessFields, noAccess, toFilled } from './access-fields.js';

/** Properties of `ConnectForm`. */
export interface ConnectFormProps {
  /** A disconnected connection to connect again; null for a new one. */
  readonly account: BookingAccountPartsFragment | null;
  readonly onConnected: (accountId: string, webhookUrl: string | null) => void;
}

/** Connects the booking system. */
export function ConnectForm({ account, onConnected }: ConnectFormProps) {
  const { run, isBusy, fault } = useChange(ConnectBookingsDocument);
  const [name, setName] = useState(account?.name ?? 'YClients');
  const [texts, setTexts] = useState(noAccess);
  const connect = async () => {
    const again = account ? { accountId: account.id } : {};
    const payload = (await run({ input: { ...again, name, ...toFilled(texts) } }))?.connectBookings;
    if (payload) onConnected(payload.account.id, payload.webhookUrl);
  };
  return (
    <Form onSubmit={() => void connect()} isBusy={isBusy} fault={fault} submit={t('bookings_connectDo')}>
      <p className="muted page-help">{t(account ? 'bookings_againHelp' : 'bookings_connectHelp')}</p>
      <TextField
        {...{ name: 'name', label: t('name'), hint: t('bookings_accountNameHint'), fault, maxLength: 200 }}
        {...{ value: name, onChange: setName, isRequired: true }}
      />
      <AccessFields texts={texts} onChange={setTexts} fault={fault} />
    </Form>
  );
}
