import type { MessageStatus } from '../gql/operations.js';
import { t } from '../i18n/index.js';

/** State of an own message; WAITING is before the server has it. */
export type DeliveryState = MessageStatus | 'WAITING';

/** Each state has another shape, not only another colour. */
const shapes: Readonly<Record<DeliveryState, string>> = {
  WAITING: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 5v3l2 2',
  QUEUED: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 5v3l2 2',
  SENDING: 'M8 13V3M4 7l4-4 4 4',
  SENT: 'M3 8l3.5 3.5L13 5',
  DELIVERED: 'M1 8l3 3 5-6M7 10l1 1 6-7',
  READ: 'M1 8l3 3 5-6M7 10l1 1 6-7M0 14h16',
  FAILED: 'M5 2h6l3 4v5l-3 3H5l-3-3V6zM8 5v4M8 11v.5',
  UNKNOWN: 'M6 6a2 2 0 1 1 2.5 2c-.5.2-.5.6-.5 1M8 11v.5M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2',
  CANCELLED: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M4 12l8-8',
  RECEIVED: '',
};

/** The mark with its text for assistive tools. */
export function DeliveryMark({ state }: { readonly state: DeliveryState }) {
  if (state === 'RECEIVED') return null;
  const label = t(`state_${state}`);
  return (
    <span className={`tick tick-${state.toLowerCase()}`} role="img" aria-label={label} title={label}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={shapes[state]} />
      </svg>
    </span>
  );
}
