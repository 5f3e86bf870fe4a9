import type { WebhookEventStatus } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';

const tones: Readonly<Partial<Record<WebhookEventStatus, string>>> = {
  PROCESSED: 'good',
  FAILED: 'bad',
  QUARANTINED: 'bad',
};

/** The result of an entry. */
export function EventStatus({ status }: { readonly status: WebhookEventStatus }) {
  return <span className={`state-chip ${tones[status] ?? ''}`}>{t(`led_${status}`)}</span>;
}
