/**
 * Verifies a webhook. YClients does not sign: the only credential is the key in the URL. A relay in between can sign
 * with a secret (HMAC-SHA256 of the raw body, hex); then an unsigned request is refused.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Verification, WebhookRequest } from '../contract/webhook.js';
import { readUrlKey } from '../http/url-key.js';
import type { YclientsCredentials } from './credentials.js';

/** Headers that can contain the signature; a `sha256=` prefix is allowed. */
export const signatureHeaders = [
  'x-yclients-signature',
  'x-webhook-signature',
  'x-hub-signature-256',
] as const;

/** The key in the request's URL; null when absent. */
export function yclientsKeyOf(request: Pick<WebhookRequest, 'query' | 'pathSecret'>): string | null {
  return readUrlKey(request);
}

/** True if a request has a signature, in any header that a relay may use. */
export function isSignedLikeYclients({ headers }: Pick<WebhookRequest, 'headers'>): boolean {
  return Object.keys(headers).some(name => name.endsWith('-signature') || name.includes('-signature-'));
}

/** Verifies a request against a connection's secret. @param isKeyRight true if the URL's key is this connection's */
export function verifyYclients(
  request: Pick<WebhookRequest, 'headers' | 'rawBody'>,
  { webhookSecret }: YclientsCredentials,
  isKeyRight: boolean,
): Verification {
  const given = signatureHeaders.map(name => request.headers[name]).find(value => value !== undefined);
  if (webhookSecret === null) {
    if (isKeyRight) return 'accepted';
    // Without a configured secret the connection cannot check a signature.
    return isSignedLikeYclients(request) ? 'refused' : 'bare';
  }
  if (given === undefined) return 'refused';
  const expected = createHmac('sha256', webhookSecret).update(request.rawBody).digest();
  const found = Buffer.from(given.trim().replace(/^sha256=/i, ''), 'hex');
  return found.length === expected.length && timingSafeEqual(found, expected) ? 'accepted' : 'refused';
}
