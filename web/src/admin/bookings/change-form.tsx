import { useState } from 'react';
import { type BookingAccountPartsFragment, UpdateBookingsDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { ChoicesField, Form, TextField, useChange } from '../../kit/index.js';
import { AccessFields, type AccessName, accessNames, noAccess, toFilled } from './access-fields.js';

/** Properties of `ChangeForm`. */
export interface ChangeFormProps {
  readonly account: BookingAccountPartsFragment;
  readonly onDone: () => void;
}

/** Changes the name and the access data of a connection: only what is filled in, or is to be removed. */
export function ChangeForm({ account, onDone }: ChangeFormProps) {
  const { run, isBusy, fault } = useChange(UpdateBookingsDocument);
  const [name, setName] = useState(account.name);
  const [texts, setTexts] = useState(noAccess);
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const save = async () => {
    const gone = Object.fromEntries(removed.map(field => [field, null])) as Partial<Record<AccessName, null>>;
    if (await run({ input: { id: account.id, name, ...toFilled(texts), ...gone } })) onDone();
  };
  return (
    <Form onSubmit={() => void save()} isBusy={isBusy} fault={fault}>
      <p className="muted page-help">{t('numCredentialsHelp')}</p>
      <TextField
        {...{ name: 'name', label: t('name'), hint: t('bookings_accountNameHint'), fault, maxLength: 200 }}
        {...{ value: name, onChange: setName, isRequired: true }}
      />
      <AccessFields texts={texts} onChange={setTexts} fault={fault} />
      {account.credentialsSet && (
        <ChoicesField
          label={t('bookings_remove')}
          hint={t('bookings_removeHint')}
          values={removed}
          onChange={setRemoved}
          options={accessNames.map(field => [field, t(`bookings_${field}`)] as const)}
        />
      )}
    </Form>
  );
}
