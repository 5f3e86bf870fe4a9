/** The event that a test of a webhook URL becomes: a ledger row without an effect, also when it is reprocessed. */
import { hash } from 'node:crypto';
import type { IgnoredEvent } from '../domain/inbound-event.js';

/** The body that the ledger keeps instead of the sample, which no reprocessing may take for a message. */
export const webhookTestBody = JSON.stringify({ trunkline: 'test of the webhook URL' });

/** The ignored event of a test, by its key. */
export function toWebhookTestEvent(key: string): IgnoredEvent {
  return {
    type: 'ignored',
    channelExternalId: null,
    eventType: 'trunkline.test',
    externalEventId: toWebhookTestId(key),
    reason: 'A test of the webhook URL, made by testWebhookUrl; nothing was stored of it.',
  };
}

/** The id of a test's ledger row, in `externalEventId`. */
export function toWebhookTestId(key: string): string {
  return `test-${hash('sha256', key).slice(0, 24)}`;
}
