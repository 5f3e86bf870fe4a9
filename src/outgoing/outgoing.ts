/** Use cases of outgoing webhooks: endpoints of the company's own systems, and what is posted to them. */
import {
  createEndpoint,
  deleteEndpoint,
  type EndpointOptions,
  type EndpointWithSecret,
  type NewWebhookEndpoint,
  rotateSecret,
  updateEndpoint,
  type WebhookEndpointChange,
} from './manage-endpoints.js';
import { type QueuedDeliveries, type Repetition, redeliver, testEndpoint } from './repeat-deliveries.js';

/** All use cases; the tenant is the viewer's. */
export interface OutgoingWebhooks {
  create(tenantId: string, input: NewWebhookEndpoint): Promise<EndpointWithSecret>;
  update(tenantId: string, input: WebhookEndpointChange): Promise<void>;
  /** @returns the id */
  remove(tenantId: string, id: string): Promise<string>;
  rotateSecret(
    tenantId: string,
    input: { readonly endpointId: string; readonly overlapHours: number },
  ): Promise<EndpointWithSecret>;
  test(tenantId: string, endpointId: string): Promise<QueuedDeliveries>;
  redeliver(tenantId: string, input: Repetition): Promise<QueuedDeliveries>;
}

/** Creates the use cases; one per process. */
export function createOutgoingWebhooks(options: EndpointOptions): OutgoingWebhooks {
  return {
    create: (tenantId, input) => createEndpoint(options, tenantId, input),
    update: (tenantId, input) => updateEndpoint(options, tenantId, input),
    remove: (tenantId, id) => deleteEndpoint(options, tenantId, id),
    rotateSecret: (tenantId, input) => rotateSecret(options, tenantId, input),
    test: (tenantId, endpointId) => testEndpoint(options, tenantId, endpointId),
    redeliver: (tenantId, input) => redeliver(options, tenantId, input),
  };
}
