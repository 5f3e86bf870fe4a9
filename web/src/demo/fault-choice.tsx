import { type Fault, SetSimulatorBehaviourDocument } from '../gql/operations.js';
import { t } from '../i18n/index.js';
import { CheckField, FaultBox, useChange } from '../kit/index.js';
import type { Phone } from './use-phone.js';

const inbound = [
  ...(['DUPLICATE', 'PROVIDER_RESEND', 'LATE', 'OUT_OF_ORDER'] as const),
  ...(['BATCHED', 'BAD_SIGNATURE', 'UNKNOWN_SHAPE'] as const),
] as const;
const outbound = [
  ...(['NO_RECEIPTS', 'TIMEOUT_AFTER_ACCEPT', 'REFUSED', 'RATE_LIMIT'] as const),
  ...(['HTML_ANSWER', 'WINDOW_CLOSED', 'DUPLICATE', 'OUT_OF_ORDER'] as const),
] as const;

/** Properties of `FaultChoice`. */
export interface FaultChoiceProps {
  readonly channelId: string;
  readonly phone: Phone;
  /** Shows them at once. */
  readonly setFaults: (faults: Phone['faults']) => void;
  readonly refresh: () => void;
  /** Faults of the next message. */
  readonly faults: readonly Fault[];
  readonly onFaults: (faults: readonly Fault[]) => void;
}

/** Faults of the next message of the customer, and of all replies from the number. */
export function FaultChoice({ channelId, phone, setFaults, refresh, faults, onFaults }: FaultChoiceProps) {
  const { run, fault } = useChange(SetSimulatorBehaviourDocument);
  const setOutbound = async (next: Fault[]) => {
    setFaults(next);
    await run({ input: { channelId, faults: next } });
    // What was asked for meanwhile may be older.
    refresh();
  };
  return (
    <>
      <details>
        <summary>
          {t('demoFaultsIn')}
          {faults.length > 0 && ` (${faults.length})`}
        </summary>
        <Choice names={inbound} chosen={faults} onChange={onFaults} />
      </details>
      <details>
        <summary>
          {t('demoFaultsOut')}
          {phone.faults.length > 0 && ` (${phone.faults.length})`}
        </summary>
        <Choice names={outbound} chosen={phone.faults} onChange={next => void setOutbound(next)} />
        <FaultBox fault={fault} />
      </details>
    </>
  );
}

interface ChoiceProps {
  readonly names: readonly (typeof inbound | typeof outbound)[number][];
  readonly chosen: readonly Fault[];
  readonly onChange: (chosen: Fault[]) => void;
}

function Choice({ names, chosen, onChange }: ChoiceProps) {
  return names.map(name => (
    <CheckField
      key={name}
      label={t(`simFault_${name}`)}
      isChecked={chosen.includes(name)}
      onChange={isOn => onChange(isOn ? [...chosen, name] : chosen.filter(each => each !== name))}
    />
  ));
}
