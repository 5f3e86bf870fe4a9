import { useState } from 'react';
import { UpdateLeadDocument } from '../gql/operations.js';
import { intlLocale, t } from '../i18n/index.js';
import { type Fault, Form, SelectField, TextField, useChange } from '../kit/index.js';
import { useCompany } from '../live/index.js';
import { Dialog } from '../ui/index.js';
import { AttributeFields, useAttributes } from './attribute-fields.js';
import type { Lead } from './lead.js';
import { currencyChoices, firstCurrency, toAmount } from './lead-value.js';

/** Properties of `LeadDialog`. */
export interface LeadDialogProps {
  readonly lead: Lead;
  readonly onClose: () => void;
}

/** Name, value and own fields of a lead. */
export function LeadDialog({ lead, onClose }: LeadDialogProps) {
  const { tenant } = useCompany();
  const [name, setName] = useState(lead.leadName ?? '');
  const [amount, setAmount] = useState(lead.value ? String(lead.value.amount) : '');
  const [currency, setCurrency] = useState(lead.value?.currency ?? firstCurrency(tenant));
  const [wrongAmount, setWrongAmount] = useState<Fault | null>(null);
  const attributes = useAttributes('LEAD', lead.attributes);
  const change = useChange(UpdateLeadDocument);
  const fault = wrongAmount ?? change.fault;
  const submit = async () => {
    const isRenamed = name !== (lead.leadName ?? '');
    const value = readValue(amount, currency);
    setWrongAmount(value === undefined ? toWrongAmount() : null);
    if (value === undefined) return;
    const input = {
      ...{ id: lead.id, attributes: attributes.toInput() },
      ...(isSame(value, lead.value) ? {} : { value }),
      ...(isRenamed ? { name: name.trim() || null } : {}),
    };
    if (await change.run({ input })) onClose();
  };
  return (
    <Dialog title={t('editLead')} isOpen onClose={onClose}>
      <Form onSubmit={() => void submit()} onCancel={onClose} isBusy={change.isBusy} fault={fault}>
        <TextField
          label={t('personName')}
          name="name"
          maxLength={200}
          value={name}
          onChange={setName}
          fault={fault}
        />
        <TextField
          label={t('leadValue')}
          name="value.amount"
          maxLength={30}
          inputMode="decimal"
          value={amount}
          onChange={setAmount}
          fault={fault}
        />
        <SelectField
          label={t('currency')}
          name="value.currency"
          value={currency}
          options={currencyChoices(currency, tenant).map(code => [code, nameOfCurrency(code)] as const)}
          onChange={setCurrency}
          fault={fault}
        />
        <AttributeFields attributes={attributes} fault={fault} />
      </Form>
    </Dialog>
  );
}

/** True when nothing was changed: then a colleague's change stays. */
const isSame = (value: ReturnType<typeof readValue>, before: Lead['value']): boolean =>
  value?.amount === before?.amount && (value == null || value.currency === before?.currency);

/** Null for none, undefined for one that is no amount. */
function readValue(text: string, currency: string) {
  if (text.trim() === '') return null;
  const amount = toAmount(text);
  return amount === null ? undefined : { amount, currency };
}

function nameOfCurrency(code: string): string {
  const name = new Intl.DisplayNames(intlLocale(), { type: 'currency' }).of(code);
  return name === undefined || name === code ? code : `${code} · ${name}`;
}

const toWrongAmount = (): Fault => ({
  ...{ sentence: 'fault_BAD_USER_INPUT', code: 'BAD_USER_INPUT', detail: t('amountHint') },
  ...{ field: 'value.amount', requestId: null, facts: {}, reason: null },
});
