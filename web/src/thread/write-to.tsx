import { useState } from 'react';
import { useLocation } from 'wouter';
import { StartConversationDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { Form, SelectField, TextField, useChange } from '../kit/index.js';
import { useCompany } from '../live/index.js';
import { cleanName, Dialog } from '../ui/index.js';

/** Properties of `WriteTo`. */
export interface WriteToProps {
  readonly phone: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** The first message to a phone: from which number, and what. */
export function WriteTo({ phone, name, onClose }: WriteToProps) {
  const { channels } = useCompany();
  const active = channels.nodes.filter(({ channelStatus }) => channelStatus === 'ACTIVE');
  const [channelId, setChannelId] = useState(active[0]?.id ?? '');
  const [text, setText] = useState('');
  // The same form sends one message, however often it is submitted.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [, navigate] = useLocation();
  const change = useChange(StartConversationDocument);
  const submit = async () => {
    const data = await change.run({ input: { channelId, phone, text, idempotencyKey } });
    if (!data) return;
    onClose();
    navigate(`/c/${data.startConversation.message.conversation.id}`);
  };
  return (
    <Dialog title={t('writeToName', { name: name || phone })} isOpen onClose={onClose}>
      <Form
        onSubmit={() => void submit()}
        onCancel={onClose}
        isBusy={change.isBusy}
        fault={change.fault}
        submit={t('send')}
      >
        <p>
          <bdi>{phone}</bdi>
        </p>
        <SelectField
          label={t('fromNumber')}
          name="channelId"
          value={channelId}
          onChange={setChannelId}
          options={active.map(({ id, label, phoneNumber }) => [
            id,
            `${cleanName(label)} ${phoneNumber ?? ''}`,
          ])}
          fault={change.fault}
        />
        <TextField
          label={t('messageText')}
          name="text"
          rows={4}
          isRequired
          value={text}
          onChange={setText}
          fault={change.fault}
        />
      </Form>
    </Dialog>
  );
}
