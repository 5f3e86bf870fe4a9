/** Ready operations: webhooks to the company's own systems. */
import type { ReadyOperationGroup } from './ready-operation.js';

/** Group of the menu. */
export const webhookOperations: ReadyOperationGroup = {
  title: 'Outgoing webhooks',
  operations: [
    {
      name: 'WebhookEndpoints',
      title: 'The endpoints, and what failed',
      document: `query WebhookEndpoints {
  webhookEndpoints {
    id
    url
    eventTypes
    isEnabled
    disabledReason
    pendingCount
    lastDeliveredAt
    failingSince
    deliveries(first: 5, status: [PENDING, FAILED]) { nodes { id status type nextAttemptAt } }
  }
}
`,
    },
    {
      name: 'CreateWebhookEndpoint',
      title: 'Post events to your own system',
      document: `# The secret is shown only this once; see docs/outgoing-webhooks.md.
mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {
  createWebhookEndpoint(input: $input) { secret endpoint { id url } }
}
`,
      variables: {
        input: { url: 'http://127.0.0.1:9000/hooks', eventTypes: ['MESSAGE_ADDED', 'LEAD_UPDATED'] },
      },
    },
    {
      name: 'TestWebhookEndpoint',
      title: 'Post an example now',
      document: `mutation TestWebhookEndpoint($input: TestWebhookEndpointInput!) {
  testWebhookEndpoint(input: $input) {
    delivery { status body attempts { durationMs httpStatus error responseBody } }
  }
}
`,
      variables: { input: { endpointId: '<endpointId>' } },
    },
    {
      name: 'WebhookDeliveries',
      title: 'What was posted, with the answers',
      document: `query WebhookDeliveries($filter: WebhookDeliveryFilter, $after: Cursor) {
  webhookDeliveries(filter: $filter, first: 20, after: $after) {
    nodes { id status type body attempts { at durationMs httpStatus error responseBody } }
    pageInfo { hasNextPage endCursor }
  }
}
`,
      variables: { filter: { status: ['DELIVERED', 'FAILED'] } },
    },
    {
      name: 'RedeliverWebhooks',
      title: 'Post a delivery again',
      document: `mutation RedeliverWebhooks($input: RedeliverWebhooksInput!) {
  redeliverWebhooks(input: $input) { queued delivery { id status } }
}
`,
      variables: { input: { deliveryId: '<deliveryId>' } },
    },
    {
      name: 'RotateWebhookSecret',
      title: 'Replace the secret of an endpoint',
      document: `mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {
  rotateWebhookSecret(input: $input) { secret endpoint { id previousSecretUntil } }
}
`,
      variables: { input: { endpointId: '<endpointId>' } },
    },
    {
      name: 'UpdateWebhookEndpoint',
      title: 'Disable or enable an endpoint',
      document: `mutation UpdateWebhookEndpoint($input: UpdateWebhookEndpointInput!) {
  updateWebhookEndpoint(input: $input) { endpoint { id url isEnabled } }
}
`,
      variables: { input: { id: '<endpointId>', isEnabled: false } },
    },
    {
      name: 'DeleteWebhookEndpoint',
      title: 'Delete an endpoint',
      document: `mutation DeleteWebhookEndpoint($input: DeleteWebhookEndpointInput!) {
  deleteWebhookEndpoint(input: $input) { deletedId }
}
`,
      variables: { input: { id: '<endpointId>' } },
    },
  ],
};
