import { useEffect, useRef, useState } from 'react';
import { t } from '../i18n/index.js';
import { FaultBox, SelectField, TextField } from '../kit/index.js';
import { useCompany } from '../live/index.js';
import { cleanName, IconButton, nameOf } from '../ui/index.js';
import { AssistantHint } from './assistant-hint.js';
import { CustomerPhone } from './customer-phone.js';
import './demo.css';
import { noteArrived, showDemo } from './demo-store.js';
import { type Customer, customers } from './samples.js';
import { SendForm } from './send-form.js';
import { useOpenConversation } from './use-open-conversation.js';
import { usePhone } from './use-phone.js';

const other = 'OTHER';
const ofOpen = 'OPEN';

/** The drawer: write as a customer on any number, and see what their phone receives. */
export default function DemoDrawer() {
  const { channels, viewer } = useCompany();
  const open = useOpenConversation();
  const heading = useRef<HTMLHeadingElement>(null);
  const [channelId, setChannelId] = useState(channels.nodes[0]?.id ?? '');
  const [choice, setChoice] = useState('0');
  const [given, setGiven] = useState<Customer>({ address: '+77015550199', name: '' });
  const [written, setWritten] = useState<string | null>(null);
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    if (open === null) return setChoice(before => (before === ofOpen ? '0' : before));
    setChoice(ofOpen);
    setChannelId(open.channel.id);
  }, [open]);

  const ofConversation: Customer | null = open && {
    ...{ address: open.identity.rawValue, name: nameOf(open.contact) },
  };
  const customer =
    choice === other
      ? given
      : choice === ofOpen
        ? (ofConversation ?? given)
        : (customers[Number(choice)] ?? given);
  // What they wrote is in the open conversation, else in the one of the last message.
  const isOpen = choice === ofOpen && open?.channel.id === channelId;
  const conversationId = isOpen ? open.id : written;
  const { phone, conversation, fault, setFaults, refresh } = usePhone(
    channelId,
    customer.address,
    conversationId,
  );
  const hasReceived = (phone?.messages.length ?? 0) > 0;
  useEffect(() => {
    if (hasReceived) noteArrived();
  }, [hasReceived]);
  const choose = (next: () => void) => {
    setWritten(null);
    next();
  };

  return (
    <aside className="demo" aria-labelledby="demo-title">
      <div className="demo-head">
        <h2 id="demo-title" ref={heading} tabIndex={-1}>
          {t('demoTitle')}
        </h2>
        <IconButton icon="close" label={t('close')} onClick={() => showDemo(false)} />
      </div>
      {viewer.permissions.includes('MANAGE_CHANNELS') ? (
        <>
          <p className="muted">{t('demoHelp')}</p>
          <SelectField
            name="channel"
            label={t('demoNumber')}
            value={channelId}
            onChange={id => choose(() => setChannelId(id))}
            options={channels.nodes.map(({ id, label }) => [id, cleanName(label)])}
          />
          <AssistantHint channelId={channelId} />
          <SelectField
            name="customer"
            label={t('demoCustomer')}
            value={choice}
            onChange={next => choose(() => setChoice(next))}
            options={[
              ...(ofConversation
                ? [[ofOpen, t('demoOpenCustomer', { name: ofConversation.name })] as const]
                : []),
              ...customers.map(({ name }, index) => [String(index), name] as const),
              [other, t('demoNewCustomer')],
            ]}
          />
          {choice === other && (
            <div className="demo-pair">
              <TextField
                name="name"
                label={t('demoName')}
                value={given.name}
                onChange={name => setGiven(before => ({ ...before, name }))}
              />
              <TextField
                name="address"
                label={t('demoPhone')}
                value={given.address}
                isRequired
                onChange={address => choose(() => setGiven(before => ({ ...before, address })))}
              />
            </div>
          )}
          <FaultBox fault={fault} />
          {phone && (
            <SendForm
              {...{ channelId, customer, phone, conversation, refresh }}
              setPhoneFaults={setFaults}
              onWritten={setWritten}
            />
          )}
          {phone && <CustomerPhone {...{ channelId, customer, phone, conversation }} />}
        </>
      ) : (
        <p>{t('demoMayNot')}</p>
      )}
    </aside>
  );
}
