import { useState } from 'react';
import { CredentialFieldsDocument, UpdateAccountDocument } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { CheckField, FaultBox, Form, Section, useChange, useData } from '../../kit/index.js';
import type { AccountPartProps } from './account-part.js';
import { CredentialInputs } from './credential-inputs.js';
import { toCredentials } from './credentials.js';
import { useGuides } from './use-guide.js';

/** Replaces credentials of an account. What is stored is never shown. */
export function ChangeCredentials({ account, onChanged }: AccountPartProps) {
  const [isOpen, setOpen] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const state = !account.credentialsSet
    ? 'numCredentialsNone'
    : account.credentialsWork === false
      ? 'numCredentialsFail'
      : account.credentialsWork === null
        ? 'numCredentialsUnused'
        : 'numCredentialsWork';
  return (
    <Section title={t('numCredentials')} help={t('numCredentialsHelp')}>
      <p className={account.credentialsWork === false ? 'fault' : undefined}>{t(state)}</p>
      {isSaved && <p role="status">{t('saved')}</p>}
      {isOpen ? (
        <ChangeForm
          account={account}
          onCancel={() => setOpen(false)}
          onChanged={() => {
            setOpen(false);
            setSaved(true);
            onChanged();
          }}
        />
      ) : (
        <button
          type="button"
          className="button"
          onClick={() => {
            setOpen(true);
            setSaved(false);
          }}
        >
          {t('numCredentialsChange')}
        </button>
      )}
    </Section>
  );
}

function ChangeForm({ account, onChanged, onCancel }: AccountPartProps & { readonly onCancel: () => void }) {
  const fields = useData(CredentialFieldsDocument, { kind: account.accountKind });
  const guide = useGuides()?.[account.accountKind];
  const { run, isBusy, fault } = useChange(UpdateAccountDocument);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [acceptUnchecked, setAcceptUnchecked] = useState(false);
  const known = fields.data?.credentialFields ?? [];
  const credentials = toCredentials(known, texts);
  const isEmpty = Object.keys(credentials).length === 0;
  const save = async () => {
    if (isEmpty) return onCancel();
    if (await run({ input: { id: account.id, credentials, acceptUnchecked } })) onChanged();
  };
  return (
    <Form onSubmit={() => void save()} onCancel={onCancel} isBusy={isBusy} fault={fault}>
      <FaultBox fault={fields.fault} onRetry={fields.reload} />
      <CredentialInputs
        fields={known}
        help={guide?.fields ?? {}}
        texts={texts}
        onChange={(field, text) => setTexts(before => ({ ...before, [field]: text }))}
        fault={fault}
        isChange
      />
      {fault?.code === 'PROVIDER_FAILED' && (
        <CheckField
          label={t('numAcceptUnchecked')}
          isChecked={acceptUnchecked}
          onChange={setAcceptUnchecked}
        />
      )}
    </Form>
  );
}
