import { type KeyboardEvent, useRef, useState } from 'react';
import { Link } from 'wouter';
import { type Fault as FaultKind, type SimulatedKind, SimulateInboundDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { Form, SelectField, TextField, uploadFile, useChange } from '../kit/index.js';
import { useDesk } from '../live/index.js';
import { cleanName } from '../ui/index.js';
import { FaultChoice } from './fault-choice.js';
import { type Customer, changing, withFile, wordless } from './samples.js';
import type { DemoConversation, Phone } from './use-phone.js';

/** Properties of `SendForm`. */
export interface SendFormProps {
  readonly channelId: string;
  readonly customer: Customer;
  readonly phone: Phone;
  /** Null before the first message. */
  readonly conversation: DemoConversation | null;
  readonly setPhoneFaults: (faults: Phone['faults']) => void;
  readonly refresh: () => void;
  /** Called with the conversation of a message that arrived. */
  readonly onWritten: (conversationId: string) => void;
}

/** The result of the last message. */
interface Outcome {
  /** Null when the server refused the request. */
  readonly status: string | null;
  readonly reason: string | null;
  readonly conversationId: string | null;
}

/** Sends a message as the customer. */
export function SendForm(props: SendFormProps) {
  const { channelId, customer, phone, conversation, setPhoneFaults, refresh, onWritten } = props;
  const desk = useDesk();
  const { run, isBusy, fault } = useChange(SimulateInboundDocument);
  const [chosen, setKind] = useState<SimulatedKind>('TEXT');
  const [text, setText] = useState('');
  const [targetId, setTarget] = useState('');
  const [isQuote, setQuote] = useState(false);
  const [faults, setFaults] = useState<readonly FaultKind[]>([]);
  const [upload, setUpload] = useState<{ readonly id: string | null; readonly reason: string | null } | null>(
    null,
  );
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const fileField = useRef<HTMLInputElement>(null);
  const kind = phone.kinds.includes(chosen) ? chosen : 'TEXT';
  const isChange = changing.has(kind);
  const targets = (conversation?.messages.nodes ?? [])
    .filter(({ externalId, deletedAt, direction }) => {
      const mayChange = kind === 'REACTION' || direction === 'INBOUND';
      return externalId !== null && deletedAt === null && mayChange;
    })
    .toReversed();
  const target = targets.find(({ id }) => id === targetId) ?? targets[0];
  const quotable =
    phone.quotes && !isChange ? conversation?.messages.nodes.findLast(m => m.externalId !== null) : null;

  const send = async () => {
    setOutcome(null);
    const data = await run({
      input: {
        ...{ channelId, from: customer.address, kind, faults: [...faults] },
        senderName: customer.name || null,
        // Nothing written means a sample; what an empty text means for a reaction is chosen by deleting it.
        text: text === '' ? null : text,
        attachmentId: withFile.has(kind) ? (upload?.id ?? null) : null,
        messageId: isChange ? (target?.id ?? null) : null,
        replyToMessageId: isQuote && quotable ? quotable.id : null,
      },
    });
    if (!data) return;
    const { event } = data.simulateInbound;
    const conversationId = event?.message?.conversation.id ?? null;
    setOutcome({ status: event?.status ?? null, reason: event?.reason ?? null, conversationId });
    if (conversationId !== null) onWritten(conversationId);
    setText('');
    setUpload(null);
    if (fileField.current) fileField.current.value = '';
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isBusy) {
      event.preventDefault();
      void send();
    }
  };
  const keep = async (file: File) => {
    try {
      const { id } = await uploadFile(desk, file);
      setUpload({ id, reason: null });
    } catch (failure) {
      setUpload({ id: null, reason: failure instanceof Error ? failure.message : String(failure) });
    }
  };
  const onFile = (file: File | undefined) => {
    if (!file) return setUpload(null);
    setUpload({ id: null, reason: null });
    void keep(file);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter works in every field of the form
    <div onKeyDown={onKeyDown}>
      <Form
        onSubmit={() => void send()}
        isBusy={isBusy || (isChange && !target) || (upload !== null && upload.id === null)}
        fault={fault}
        submit={t('demoSend')}
      >
        <SelectField
          name="kind"
          label={t('demoKind')}
          value={kind}
          onChange={next => setKind(next as SimulatedKind)}
          options={phone.kinds.map(each => [each, t(`sim_${each}`)])}
        />
        {isChange && target && (
          <SelectField
            name="messageId"
            label={t('demoTarget')}
            value={target.id}
            onChange={setTarget}
            options={targets.map(message => [
              message.id,
              cleanName(message.text) || t(`kind_${message.kind}`),
            ])}
          />
        )}
        {isChange && !target && <p className="muted">{t('demoNoTarget')}</p>}
        {!wordless.has(kind) && (
          <TextField
            name="text"
            label={t('demoText')}
            hint={t('demoTextHint')}
            rows={2}
            value={text}
            onChange={setText}
            fault={fault}
          />
        )}
        {withFile.has(kind) && (
          <label className="field">
            {t('demoFile')}
            <input type="file" ref={fileField} onChange={event => onFile(event.target.files?.[0])} />
            <span className={upload?.reason ? 'fault' : 'muted'}>{upload?.reason ?? t('demoFileHint')}</span>
          </label>
        )}
        {quotable && (
          <label className="check">
            <input type="checkbox" checked={isQuote} onChange={event => setQuote(event.target.checked)} />
            <span className="demo-line">
              {t('demoQuote', { text: cleanName(quotable.text) || t(`kind_${quotable.kind}`) })}
            </span>
          </label>
        )}
        <FaultChoice
          {...{ channelId, phone, refresh, faults }}
          setFaults={setPhoneFaults}
          onFaults={setFaults}
        />
      </Form>
      <div role="status">
        {outcome && (
          <p>
            {outcome.status === null ? t('demoRefused') : t('demoStored', { status: outcome.status })}{' '}
            {outcome.reason !== null && <span className="muted">{cleanName(outcome.reason)} </span>}
            {outcome.conversationId !== null && (
              <Link href={`/c/${outcome.conversationId}`}>{t('demoOpen')}</Link>
            )}
          </p>
        )}
      </div>
    </div>
  );
}
