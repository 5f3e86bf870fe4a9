/** Outgoing webhooks: the client, and what use cases and deliveries share. */
import { createWakeUp, type WakeUp } from '../outgoing/wake-up.js';
import { createWebhookClient, type WebhookClient } from '../outgoing/webhook-client.js';
import type { Part, ServerContext } from './server-context.js';

/** The client of this process. */
export interface OutgoingParts extends Part {
  readonly client: WebhookClient;
  readonly wakeUp: WakeUp;
}

/** Creates the client; it opens no connection before the first call. */
export function wireOutgoing({ config }: ServerContext): OutgoingParts {
  const client = createWebhookClient({ allowPrivate: config.webhookPrivateTargets });
  return { client, wakeUp: createWakeUp(), stop: () => client.close() };
}
