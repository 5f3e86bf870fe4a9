/** The routes of the booking system. */
import { bearer, errorAnswers, json, type Operation, type Paths, ref } from './operation.js';

const webhook = (operationId: string): Operation => ({
  operationId,
  tags: ['Webhooks'],
  summary: 'YClients: a webhook',
  description:
    "Authenticated by the key in the URL, or by a signature with the account's secret. docs/providers/yclients.md is the set-up guide.",
  security: [{ webhookKey: [] }, {}],
  parameters: [
    {
      name: 'key',
      in: 'query',
      required: false,
      description: 'The webhook key of the connection; `connectBookings` shows the URL that has it.',
      schema: { type: 'string' },
    },
  ],
  requestBody: { required: true, content: json({ description: 'What YClients sends.' }) },
  responses: {
    200: {
      description: 'Stored; what follows from it is decided later.',
      content: json(ref('WebhookAnswer')),
    },
    ...errorAnswers('BODY_UNDECODABLE', 'UNAUTHENTICATED', 'BODY_TOO_LARGE', 'UNAVAILABLE'),
  },
});

const test = (operationId: string): Operation => ({
  operationId,
  tags: ['Webhooks'],
  summary: 'YClients: play a booking',
  description:
    'Takes in a made-up event: a booking for tomorrow at 14:00, moved, or cancelled. Not there in production. Needs MANAGE_CHANNELS (OWNER and HEAD_OF_SALES); the demo takes it from this machine without signing in.',
  security: [...bearer, {}],
  requestBody: {
    required: true,
    content: json(
      {
        type: 'object',
        required: ['phone'],
        properties: {
          phone: { type: ['string', 'integer'] },
          eventType: { enum: ['record.created', 'record.updated', 'record.deleted'] },
          service: { type: ['string', 'null'] },
          master: { type: ['string', 'null'] },
          cost: { type: ['number', 'null'] },
        },
      },
      { phone: '79001234567', eventType: 'record.created', service: 'Стрижка', master: 'Иван', cost: 1500 },
    ),
  },
  responses: {
    200: { description: 'Stored.', content: json(ref('WebhookAnswer')) },
    ...errorAnswers('BAD_USER_INPUT', 'BODY_UNDECODABLE', 'UNAUTHENTICATED', 'FORBIDDEN', 'UNAVAILABLE'),
  },
});

const look = (operationId: string): Operation => ({
  operationId,
  tags: ['Webhooks'],
  summary: 'YClients: description of this address',
  description:
    'A sentence for people who open the address in a browser; it does not depend on the key. YClients itself posts.',
  security: [{}],
  responses: {
    200: {
      description: 'A short text about the webhook.',
      content: { 'text/plain': { schema: { type: 'string' } } },
    },
  },
});

/** The paths. */
export const bookingPaths: Paths = {
  '/webhook/yclients': { get: look('yclientsWebhookLook'), post: webhook('yclientsWebhook') },
  '/webhooks/yclients': { get: look('yclientsWebhookPluralLook'), post: webhook('yclientsWebhookPlural') },
  '/webhook/yclients/test': { post: test('yclientsTest') },
  '/webhooks/yclients/test': { post: test('yclientsTestPlural') },
};
