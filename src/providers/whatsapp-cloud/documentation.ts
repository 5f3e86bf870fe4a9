import { urlKeyScheme, type WebhookDocumentation } from '../contract/documentation.js';

/** WhatsApp Cloud's webhooks in the OpenAPI document. */
export const cloudDocumentation: WebhookDocumentation = {
  page: 'whatsapp-cloud.md',
  proof: "the signature in `X-Hub-Signature-256`, with the app's secret",
  security: [
    {
      name: 'hubSignature',
      in: 'header',
      parameter: 'X-Hub-Signature-256',
      description: 'HMAC-SHA256 over the raw body.',
    },
    urlKeyScheme,
  ],
  contentType: 'application/json',
};
