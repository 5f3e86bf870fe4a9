/**
 * X-Twilio-Signature: HMAC-SHA1, by the account's auth token, of the URL as Twilio called it and of every form field
 * (docs/providers/twilio.md, "Signature"). Compared with the official SDK's validator in the tests.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookRequest } from '../provider.js';
import { readFormPairs } from './read-request.js';

/** The form field pairs of a request. */
export type Pairs = readonly (readonly [name: string, value: string])[];

/** The signature of a call, Base64. */
export function signTwilioRequest(url: string, pairs: Pairs, authToken: string): string {
  return createHmac('sha1', authToken)
    .update(url + joinPairs(pairs))
    .digest('base64');
}

/**
 * Whether one of the auth tokens made the request's signature. A body that is no form is signed by its digest in
 * the URL (`bodySHA256`) and adds nothing to the URL.
 */
export function isTwilioSignatureValid(
  request: Pick<WebhookRequest, 'publicUrl' | 'query' | 'headers' | 'rawBody'> & WebhookRequest,
  signature: string,
  authTokens: readonly string[],
): boolean {
  const { bodySHA256: digest } = request.query;
  if (digest !== undefined && !isEqual(digest.toLowerCase(), sha256(request.rawBody))) return false;
  const pairs = digest === undefined ? readFormPairs(request) : [];
  if (pairs === null) return false;
  let isValid = false;
  for (const url of spellings(request.publicUrl)) {
    for (const token of authTokens) {
      if (isEqual(signTwilioRequest(url, pairs, token), signature)) isValid = true;
    }
  }
  return isValid;
}

/** Names in the order of their bytes; of a repeated name each value once, in order. No separators. */
function joinPairs(pairs: Pairs): string {
  const valuesByName = new Map<string, Set<string>>();
  for (const [name, value] of pairs) {
    const values = valuesByName.get(name) ?? new Set();
    valuesByName.set(name, values.add(value));
  }
  return [...valuesByName.keys()]
    .sort()
    .map(name =>
      [...(valuesByName.get(name) ?? [])]
        .sort()
        .map(value => name + value)
        .join(''),
    )
    .join('');
}

/** The URL as it came, with its odd characters encoded, and each with and without the standard port. */
function spellings(url: string): ReadonlySet<string> {
  const parsed = URL.parse(url);
  const found = new Set([url]);
  if (parsed === null) return found;
  found.add(parsed.href);
  const port = parsed.protocol === 'https:' ? '443' : '80';
  for (const spelling of [...found]) {
    const [, scheme = '', host = '', rest = ''] = /^(https?:\/\/)([^/?#]*)(.*)$/s.exec(spelling) ?? [];
    if (!/:\d+$/.test(host)) found.add(`${scheme}${host}:${port}${rest}`);
    else found.add(scheme + host.replace(new RegExp(`:${port}$`), '') + rest);
  }
  return found;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** In a time that tells nothing of where they differ, whatever their lengths. */
function isEqual(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
