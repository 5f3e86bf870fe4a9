import { urlKeyScheme, type WebhookDocumentation } from '../contract/documentation.js';

/** TATA's webhooks in the OpenAPI document. */
export const tataDocumentation: WebhookDocumentation = {
  page: 'tata.md',
  proof: 'the key in the URL or as the last part of the path',
  security: [urlKeyScheme],
  contentType: 'application/json',
};
