import { useState } from 'react';
import { CreateNumberDocument, type NumberPartsFragment } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { Form, TextField, useChange } from '../../kit/index.js';

/** Properties of `AddNumber`. */
export interface AddNumberProps {
  readonly accountId: string;
  /** What the vendor's id of a number looks like. */
  readonly hint: string;
  /** Known from a webhook: it cannot be changed. */
  readonly externalId?: string;
  readonly name?: string;
  readonly onAdded: (number: NumberPartsFragment) => void;
  readonly onCancel?: () => void;
}

/** Adds a number to an account. */
export function AddNumber({ accountId, hint, externalId, name = '', onAdded, onCancel }: AddNumberProps) {
  const { run, isBusy, fault } = useChange(CreateNumberDocument);
  const [label, setLabel] = useState(name);
  const [id, setId] = useState(externalId ?? '');
  const [phone, setPhone] = useState('');
  const add = async () => {
    const input = {
      ...{ accountId, displayName: label, externalId: id.trim() },
      ...(phone.trim() === '' ? {} : { phoneNumber: phone }),
    };
    const done = await run({ input });
    if (done) onAdded(done.createChannel.channel);
  };
  return (
    <Form
      onSubmit={() => void add()}
      isBusy={isBusy}
      fault={fault}
      submit={t('numAddDo')}
      {...(onCancel ? { onCancel } : {})}
    >
      <TextField
        name="displayName"
        label={t('numName')}
        hint={t('numNameHint')}
        value={label}
        onChange={setLabel}
        isRequired
        maxLength={200}
        fault={fault}
      />
      {externalId === undefined ? (
        <TextField
          name="externalId"
          label={t('numExternalId')}
          hint={hint}
          value={id}
          onChange={setId}
          isRequired
          fault={fault}
        />
      ) : (
        <p>
          <span className="muted">{t('numExternalId')}</span> <bdi>{externalId}</bdi>
        </p>
      )}
      <TextField
        name="phoneNumber"
        label={t('numPhone')}
        hint={t('numPhoneHint')}
        value={phone}
        onChange={setPhone}
        fault={fault}
      />
    </Form>
  );
}
