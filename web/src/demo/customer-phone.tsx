import { type SimulatedReceipt, SimulateReceiptDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { FaultBox, useChange } from '../kit/index.js';
import { DeliveryMark } from '../thread/index.js';
import { cleanName, formatTime, Name } from '../ui/index.js';
import type { Customer } from './samples.js';
import type { DemoConversation, Phone } from './use-phone.js';

/** Properties of `CustomerPhone`. */
export interface CustomerPhoneProps {
  readonly channelId: string;
  readonly customer: Customer;
  readonly phone: Phone;
  readonly conversation: DemoConversation | null;
}

type Received = Phone['messages'][number];

/** The customer's side of the conversation, with the receipts of what they received. */
export function CustomerPhone({ channelId, customer, phone, conversation }: CustomerPhoneProps) {
  const { run, isBusy, fault } = useChange(SimulateReceiptDocument);
  const sent = (conversation?.messages.nodes ?? []).filter(({ direction }) => direction === 'INBOUND');
  const items = [
    ...sent.map(message => ({ at: message.sentAt, key: message.id, sent: message, received: null })),
    ...phone.messages.map(message => ({
      ...{ at: message.receivedAt, key: message.id, sent: null, received: message },
    })),
  ].sort((one, two) => Date.parse(one.at) - Date.parse(two.at));
  return (
    <section className="demo-phone" aria-labelledby="demo-phone-title">
      <h3 id="demo-phone-title">
        <Name>{t('demoScreen', { name: cleanName(customer.name) || customer.address })}</Name>
      </h3>
      {items.length === 0 && <p className="muted">{t('demoScreenEmpty')}</p>}
      <ol className="demo-screen">
        {items.map(({ key, at, sent: message, received }) =>
          message ? (
            <li key={key} className="demo-own">
              <Words text={message.text} empty={t(`kind_${message.kind}`)} />
              <Foot word={t('demoSent')} at={at} />
            </li>
          ) : (
            received && (
              <li key={key}>
                <Words text={received.text} empty={t('demoWithFile')} />
                <Foot word={t('demoReceived')} at={at} />
                {received.message && <DeliveryMark state={received.message.status} />}
                <Receipts
                  receipts={phone.receipts}
                  received={received}
                  isBusy={isBusy}
                  onReceipt={receipt => void run({ input: { channelId, receivedId: received.id, receipt } })}
                />
              </li>
            )
          ),
        )}
      </ol>
      {phone.receipts.length === 0 && phone.messages.length > 0 && (
        <p className="muted">{t('demoNoReceipts')}</p>
      )}
      <FaultBox fault={fault} />
    </section>
  );
}

function Words({ text, empty }: { readonly text: string | null; readonly empty: string }) {
  return text === null || text === '' ? (
    <p className="muted">{empty}</p>
  ) : (
    <p className="demo-words" dir="auto">
      {text.split('\n').map(cleanName).join('\n')}
    </p>
  );
}

function Foot({ word, at }: { readonly word: string; readonly at: string }) {
  return (
    <span className="muted">
      {word} {formatTime(at)}
    </span>
  );
}

interface ReceiptsProps {
  readonly receipts: readonly SimulatedReceipt[];
  readonly received: Received;
  readonly isBusy: boolean;
  readonly onReceipt: (receipt: SimulatedReceipt) => void;
}

/** A button for each receipt that is still to come. */
function Receipts({ receipts, received, isBusy, onReceipt }: ReceiptsProps) {
  const status = received.message?.status;
  const open = receipts.filter(
    receipt => status !== 'READ' && !(status === 'DELIVERED' && receipt === 'DELIVERED'),
  );
  return open.map(receipt => (
    <button
      key={receipt}
      type="button"
      className="button"
      disabled={isBusy}
      onClick={() => onReceipt(receipt)}
    >
      {t(receipt === 'READ' ? 'demoRead' : 'demoDelivered')}
    </button>
  ));
}
