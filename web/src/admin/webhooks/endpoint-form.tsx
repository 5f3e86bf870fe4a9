import { useState } from 'react';
import {
  CreateEndpointDocument,
  type EndpointPartsFragment,
  UpdateEndpointDocument,
} from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { CheckField, ChoicesField, type Fault, Form, TextField, useChange } from '../../kit/index.js';
import { useCompany } from '../../live/index.js';
import { toType } from './endpoint-state.js';
import { kinds } from './kinds.js';

/** Properties of `EndpointForm`. */
export interface EndpointFormProps {
  /** Null for a new one. */
  readonly endpoint: EndpointPartsFragment | null;
  /** @param secret of a new one; null otherwise */
  readonly onSaved: (secret: string | null) => void;
}

/** Address, description, kinds and numbers of an endpoint. */
export function EndpointForm({ endpoint, onSaved }: EndpointFormProps) {
  const { channels } = useCompany();
  const [url, setUrl] = useState(endpoint?.url ?? 'https://');
  const [description, setDescription] = useState(endpoint?.description ?? '');
  const [isChosen, setChosen] = useState(endpoint?.eventTypes != null);
  const [types, setTypes] = useState<readonly string[]>(endpoint?.eventTypes ?? []);
  const [isLimited, setLimited] = useState(endpoint?.channels != null);
  const [channelIds, setChannelIds] = useState<readonly string[]>(
    (endpoint?.channels ?? []).map(({ id }) => id),
  );
  const create = useChange(CreateEndpointDocument);
  const update = useChange(UpdateEndpointDocument);
  const fault = explained(create.fault ?? update.fault);
  const submit = async () => {
    const input = {
      ...{ url, description: description.trim() || null },
      eventTypes: isChosen ? kinds.filter(kind => types.includes(kind)) : null,
      channelIds: isLimited ? [...channelIds] : null,
    };
    if (endpoint) {
      if (await update.run({ input: { id: endpoint.id, ...input } })) onSaved(null);
      return;
    }
    const created = await create.run({ input });
    if (created) onSaved(created.createWebhookEndpoint.secret);
  };
  return (
    <Form onSubmit={() => void submit()} isBusy={create.isBusy || update.isBusy} fault={fault}>
      <TextField
        {...{
          name: 'url',
          label: t('webhooks_address'),
          hint: t('webhooks_addressHint'),
          fault,
          type: 'url',
        }}
        {...{ value: url, onChange: setUrl, isRequired: true, maxLength: 2_000 }}
      />
      <TextField
        {...{ name: 'description', label: t('webhooks_description'), fault, maxLength: 200 }}
        {...{ value: description, onChange: setDescription }}
      />
      <CheckField label={t('webhooks_onlyKinds')} isChecked={isChosen} onChange={setChosen} />
      {isChosen && (
        <ChoicesField
          label={t('webhooks_kinds')}
          values={types}
          onChange={setTypes}
          options={kinds.map(kind => [kind, toType(kind)] as const)}
        />
      )}
      <CheckField label={t('webhooks_onlyNumbers')} isChecked={isLimited} onChange={setLimited} />
      {isLimited && (
        <ChoicesField
          label={t('numbers')}
          hint={t('webhooks_numbersHint')}
          values={channelIds}
          onChange={setChannelIds}
          options={channels.nodes.map(({ id, label }) => [id, label] as const)}
        />
      )}
    </Form>
  );
}

/** A refused address gets a sentence in the viewer's language before the server's own. */
function explained(fault: Fault | null): Fault | null {
  return fault?.field === 'url' ? { ...fault, detail: `${t('webhooks_urlRefused')} ${fault.detail}` } : fault;
}
