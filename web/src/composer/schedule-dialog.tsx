import { type FormEvent, type RefObject, useId, useState } from 'react';
import { useQuery } from 'urql';
import { type RowPartsFragment, WorkingHoursDocument } from '../gql/operations.js';
import { type MessageId, t } from '../i18n/index.js';
import { serverNow, useCompany } from '../live/index.js';
import { Dialog, formatBy, formatMoment, wakeUpTimes } from '../ui/index.js';

/** Properties of `ScheduleDialog`. */
export interface ScheduleDialogProps {
  readonly conversation: Pick<RowPartsFragment, 'channel' | 'replyWindow'>;
  readonly isTemplate?: boolean;
  /** @returns the sentence of a refusal; null when it is scheduled */
  readonly onSchedule: (sendAt: string, cancelOnInbound: boolean) => Promise<string | null>;
  readonly onClose: () => void;
  /** What has the focus when it closes; absent for what had it before. */
  readonly returnTo?: RefObject<HTMLElement | null>;
}

const labels: Readonly<Record<string, MessageId>> = {
  inOneHour: 'later_inOneHour',
  inThreeHours: 'later_inThreeHours',
  tomorrow: 'later_tomorrow',
  nextWeek: 'later_nextWeek',
};
const other = 'other';

/** Asks when a reply is sent: presets in the company's working time with their results, or an own date and time. */
export function ScheduleDialog(props: ScheduleDialogProps) {
  return (
    <Dialog title={t('schedule')} isOpen onClose={props.onClose} returnTo={props.returnTo}>
      <ScheduleForm {...props} />
    </Dialog>
  );
}

function ScheduleForm({ conversation, isTemplate = false, onSchedule, onClose }: ScheduleDialogProps) {
  const { channel, replyWindow } = conversation;
  const { tenant } = useCompany();
  const fieldName = useId();
  const [{ data, fetching }] = useQuery({
    query: WorkingHoursDocument,
    variables: { channelId: channel.id },
  });
  const [chosen, setChosen] = useState('tomorrow');
  const [own, setOwn] = useState(() => toLocalInput(new Date(serverNow() + 3_600_000)));
  const [cancels, setCancels] = useState(true);
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const hours = data?.channel?.businessHours ?? data?.tenant.settings.businessHours ?? null;
  const presets = wakeUpTimes(new Date(serverNow()), hours, tenant.timezone);
  const sendAt =
    chosen === other ? toIso(own) : (presets.find(({ id }) => id === chosen)?.at ?? presets[0]?.at ?? null);
  const closes = replyWindow.expiresAt;
  const isBeyond = !isTemplate && sendAt !== null && closes !== null && sendAt > closes;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sendAt === null || isBusy) return;
    if (Date.parse(sendAt) <= serverNow()) return setFault(t('laterPast'));
    setBusy(true);
    const refusal = await onSchedule(sendAt, cancels);
    setBusy(false);
    if (refusal === null) onClose();
    else setFault(refusal);
  };
  const choice = (id: string, label: string) => (
    <label key={id} className="check">
      <input
        type="radio"
        name={fieldName}
        value={id}
        checked={chosen === id}
        onChange={() => setChosen(id)}
      />
      {label}
    </label>
  );
  if (fetching && !data) return <p className="muted">{t('loading')}</p>;
  return (
    <form className="form" onSubmit={event => void submit(event)}>
      <fieldset className="choices">
        <legend>{t('sendWhen')}</legend>
        {presets.map(({ id, at }) => choice(id, t(labels[id] ?? 'laterOther', { time: formatMoment(at) })))}
        {choice(other, t('laterOther'))}
        {chosen === other && (
          <input
            type="datetime-local"
            aria-label={t('laterOther')}
            required
            min={toLocalInput(new Date(serverNow()))}
            value={own}
            onChange={event => setOwn(event.target.value)}
          />
        )}
      </fieldset>
      {sendAt !== null && (
        <p role="status">
          {t('laterResult', { time: formatMoment(sendAt) })} {inZone(sendAt, tenant.timezone)}
        </p>
      )}
      {isBeyond && <p className="warning">{t('laterClosed')}</p>}
      <label className="check">
        <input type="checkbox" checked={cancels} onChange={event => setCancels(event.target.checked)} />
        {t('laterCancels')}
      </label>
      {fault !== null && (
        <p role="alert" className="fault">
          {fault}
        </p>
      )}
      <div className="form-buttons">
        <button type="submit" className="button primary" disabled={isBusy || sendAt === null}>
          {t('schedule')}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}

/** The time in the company's zone, where the viewer is in another one. */
function inZone(iso: string, timeZone: string): string {
  const at = new Date(iso);
  const format = (zone?: string) =>
    formatBy(
      {
        ...{ hour: '2-digit', minute: '2-digit', weekday: 'short' },
        ...(zone === undefined ? {} : { timeZone: zone }),
      },
      at,
    );
  const there = format(timeZone);
  return there === format() ? '' : t('laterInZone', { time: there, zone: timeZone });
}

/** For a field of date and time, in the browser's zone. */
function toLocalInput(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

function toIso(local: string): string | null {
  const date = new Date(local);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
