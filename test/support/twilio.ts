/** Twilio requests for tests: forms, and signatures over the posted URL. */
import { readFileSync } from 'node:fs';
import type { Provider } from '../../src/providers/contract/provider.js';
import type { ParsedWebhook, WebhookRequest } from '../../src/providers/contract/webhook.js';
import { signTwilioRequest } from '../../src/providers/twilio/signature.js';

export const accountSid = 'AC4c122831efef10ac68b5223dccd6f614';
export const authToken = '0123456789abcdef0123456789abcdef';
export const serviceSid = 'IS961e38b5146c0b07d078f53dec9b699a';

export type FormFields = Readonly<Record<string, string>>;

/** A sample body by its name in test/fixtures/twilio. */
export function twilioFixture(name: string): FormFields {
  return JSON.parse(readFileSync(`test/fixtures/twilio/${name}.json`, 'utf8')) as FormFields;
}

/** A sample REST response, as text. */
export function twilioRestFixture(name: string): string {
  return readFileSync(`test/fixtures/twilio/_rest/${name}`, 'utf8');
}

/** The request of a form; the URL is the signed one. */
export function formRequest(
  fields: FormFields | string,
  extra: Partial<WebhookRequest> = {},
): WebhookRequest {
  const body = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString();
  return {
    method: 'POST',
    path: '/api/twilio/messaging/webhook',
    pathSecret: null,
    publicUrl: 'https://crm.example/api/twilio/messaging/webhook',
    query: {},
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
    rawBody: Buffer.from(body),
    receivedAt: new Date('2026-11-18T09:15:00Z'),
    ...extra,
  };
}

/** The one event of a form. */
export function parseOne(
  provider: Provider,
  fields: FormFields | string,
  extra: Partial<WebhookRequest> = {},
): ParsedWebhook['events'][number] {
  const { events } = provider.parse(formRequest(fields, extra));
  const [event] = events;
  if (!event || events.length !== 1) throw new Error(`There are ${events.length} events.`);
  return event;
}

/** Posts a form as Twilio does; unsigned without a token. `signedUrl` is the URL that Twilio assumes. */
export function postForm(
  url: string,
  fields: FormFields,
  { token = null, signedUrl = url }: { token?: string | null; signedUrl?: string } = {},
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      ...(token && { 'x-twilio-signature': signTwilioRequest(signedUrl, Object.entries(fields), token) }),
    },
    body: new URLSearchParams(fields).toString(),
  });
}
