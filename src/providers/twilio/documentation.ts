import type { WebhookDocumentation } from '../contract/documentation.js';

/** Webhooks of both products in the OpenAPI document. */
export const twilioDocumentation: WebhookDocumentation = {
  page: 'twilio.md',
  proof: 'the signature in `X-Twilio-Signature`, over the public URL',
  security: [
    {
      name: 'twilioSignature',
      in: 'header',
      parameter: 'X-Twilio-Signature',
      description: 'HMAC-SHA1 over the public URL and the fields.',
    },
  ],
  contentType: 'application/x-www-form-urlencoded',
  answerTypes: ['text/xml'],
};

/** Delivery ids, for questions to Twilio's support. */
export const twilioKeptHeaders = ['x-twilio-idempotency-token', 'i-twilio-idempotency-token'] as const;
