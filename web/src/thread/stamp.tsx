import { t } from '../i18n/index.js';
import { useCompany } from '../live/index.js';
import { dayKey, formatDateTime, formatExact, formatTime } from '../ui/index.js';

/** Properties of `Stamp`. */
export interface StampProps {
  /** ISO 8601. */
  readonly at: string;
  /** When it was stored; a time of another day is shown with its day. */
  readonly storedAt?: string;
}

/** The time of an item, exact in its tooltip, also in the company's zone when that is another. */
export function Stamp({ at, storedAt = at }: StampProps) {
  const { tenant } = useCompany();
  const own = formatExact(at);
  const there = formatExact(at, tenant.timezone);
  const isOther = formatTime(at) !== formatTime(at, tenant.timezone);
  return (
    <time dateTime={at} title={isOther ? `${own}\n${t('inCompanyZone', { time: there })}` : own}>
      {dayKey(at) === dayKey(storedAt) ? formatTime(at) : formatDateTime(at)}
    </time>
  );
}
