/**
 * X-Twilio-Signature: HMAC-SHA1 with the account's auth token over the URL as Twilio called it and all form fields
 * (docs/providers/twilio.md, "Signature"). Tests compare it with the official SDK's validator.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'node:querystring';
import type { WebhookRequest } from '../contract/webhook.js';
import { readFormPairs } from './read-request.js';

/** The form's name-value pairs. */
export type Pairs = readonly (readonly [name: string, value: string])[];

/** Signature of a call, Base64. */
export function signTwilioRequest(url: string, pairs: Pairs, authToken: string): string {
  return createHmac('sha1', authToken)
    .update(url + joinPairs(pairs))
    .digest('base64');
}

/**
 * True if one of the auth tokens created the request's signature. A body that is not a form is signed by its digest in
 * the URL (`bodySHA256`) and adds nothing to the signed text.
 */
export function isTwilioSignatureValid(
  request: WebhookRequest,
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

/** Sorted by the bytes of the name; repeated names have each distinct value once, in order. No separators. */
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

/**
 * URL variants that may have been signed, the same as the SDK tries: with and without the port, with special characters
 * encoded, and with an older encoding of the query.
 */
function spellings(url: string): ReadonlySet<string> {
  const encoded = URL.parse(url)?.href ?? url;
  const withPorts = [url, encoded].flatMap(spelling => {
    const [, scheme = '', host = '', rest = ''] = /^(https?:\/\/)([^/?#]*)(.*)$/is.exec(spelling) ?? [];
    const bare = host.replace(/:\d{1,5}$/, '');
    const port = scheme.toLowerCase() === 'https://' ? '443' : '80';
    return [`${scheme}${bare}${rest}`, `${scheme}${bare === host ? `${host}:${port}` : host}${rest}`];
  });
  return new Set([...withPorts, ...withPorts.map(withOlderQuery)]);
}

function withOlderQuery(url: string): string {
  const start = url.indexOf('?') + 1;
  return start === 0 || start === url.length ? url : url.slice(0, start) + stringify(parse(url.slice(start)));
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Constant-time comparison: reveals neither the position of a difference nor the lengths. */
function isEqual(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
