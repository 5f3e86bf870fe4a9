import { type FormEvent, useState } from 'react';
import { t } from '../../i18n/index.js';
import { TextField } from '../../kit/index.js';

/** Properties of `RangeForm`. */
export interface RangeFormProps {
  readonly isBusy: boolean;
  readonly onSubmit: (range: {
    readonly createdAfter: string;
    readonly createdBefore: string | null;
  }) => void;
}

/** Posts again what failed in a range of time. */
export function RangeForm({ isBusy, onSubmit }: RangeFormProps) {
  const [after, setAfter] = useState('');
  const [before, setBefore] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit({
      createdAfter: new Date(after).toISOString(),
      createdBefore: before === '' ? null : new Date(before).toISOString(),
    });
  };
  return (
    <form className="page-filters" onSubmit={submit} aria-label={t('webhooks_range')}>
      <TextField
        {...{ name: 'after', label: t('webhooks_failedFrom'), type: 'datetime-local', isRequired: true }}
        {...{ value: after, onChange: setAfter }}
      />
      <TextField
        {...{ name: 'before', label: t('webhooks_failedTo'), type: 'datetime-local', value: before }}
        onChange={setBefore}
      />
      <button type="submit" className="button" disabled={isBusy}>
        {t('webhooks_range')}
      </button>
    </form>
  );
}
