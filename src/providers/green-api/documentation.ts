import { urlKeyScheme, type WebhookDocumentation } from '../contract/documentation.js';

/** Green API's webhooks in the OpenAPI document. */
export const greenApiDocumentation: WebhookDocumentation = {
  page: 'green-api.md',
  proof: 'the `Authorization` that the instance is set to send, or the key in the URL',
  security: [
    {
      name: 'webhookToken',
      in: 'header',
      parameter: 'Authorization',
      description: 'The `webhookUrlToken` of the Green API instance.',
    },
    urlKeyScheme,
  ],
  contentType: 'application/json',
};
