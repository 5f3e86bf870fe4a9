import { urlKeyScheme, type WebhookDocumentation } from '../contract/documentation.js';

/** ChatFlow's webhooks in the OpenAPI document. */
export const chatflowDocumentation: WebhookDocumentation = {
  page: 'chatflow.md',
  proof: 'the key in the URL',
  security: [urlKeyScheme],
  contentType: 'application/json',
};
