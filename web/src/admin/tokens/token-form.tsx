import { useState } from 'react';
import { CreateTokenDocument, type StartQuery } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { CheckField, ChoicesField, Form, TextField, useChange } from '../../kit/index.js';
import { useCompany } from '../../live/index.js';

type Permission = StartQuery['viewer']['permissions'][number];
/** What a token of some numbers can have. */
const ofNumbers: readonly Permission[] = ['READ', 'SEND', 'WORK', 'READ_LEDGER'];

/** Makes a token; its secret goes to `onCreated`. */
export function TokenForm({ onCreated }: { readonly onCreated: (secret: string) => void }) {
  const { viewer, channels } = useCompany();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly string[]>(['READ']);
  const [isLimited, setLimited] = useState(false);
  const [channelIds, setChannelIds] = useState<readonly string[]>([]);
  const [expiresAt, setExpiresAt] = useState('');
  const { run, isBusy, fault } = useChange(CreateTokenDocument);
  const offered = isLimited ? viewer.permissions.filter(id => ofNumbers.includes(id)) : viewer.permissions;
  const submit = async () => {
    const created = await run({
      input: {
        name,
        scopes: offered.filter(id => scopes.includes(id)),
        channelIds: isLimited ? [...channelIds] : null,
        expiresAt: expiresAt === '' ? null : new Date(expiresAt).toISOString(),
      },
    });
    if (created) onCreated(created.createApiToken.secret);
  };
  return (
    <Form onSubmit={() => void submit()} isBusy={isBusy} fault={fault} submit={t('tokens_create')}>
      <TextField
        {...{
          name: 'name',
          label: t('name'),
          hint: t('tokens_nameHint'),
          fault,
          value: name,
          onChange: setName,
        }}
        {...{ isRequired: true, maxLength: 200 }}
      />
      <ChoicesField
        label={t('tokens_permissions')}
        hint={t('tokens_permissionsHint')}
        values={scopes}
        onChange={setScopes}
        options={offered.map(id => [id, `${id}: ${t(`permission_${id}`)}`] as const)}
      />
      <CheckField label={t('tokens_onlyNumbers')} isChecked={isLimited} onChange={setLimited} />
      {isLimited && (
        <ChoicesField
          label={t('numbers')}
          values={channelIds}
          onChange={setChannelIds}
          options={channels.nodes.map(({ id, label }) => [id, label] as const)}
        />
      )}
      <TextField
        {...{ name: 'expiresAt', label: t('tokens_expires'), hint: t('tokens_expiresHint'), fault }}
        {...{ type: 'datetime-local', value: expiresAt, onChange: setExpiresAt }}
      />
    </Form>
  );
}
