/**
 * From a request of Twilio to flat fields, and to the body that is kept (docs/providers/twilio.md, "Requests").
 *
 * What matters of the URL is put next to the fields under names of our own, so that a kept body reads the same
 * without the URL: which of the account's own routes it came by, and which of our messages a status callback is for.
 */

import { BodyUndecodableError, UnsupportedMediaTypeError } from '../../domain/errors.js';
import { sanitizeJson } from '../../domain/sanitize-json.js';
import { isUuid } from '../../domain/uuid-v7.js';
import type { WebhookRequest } from '../contract/webhook.js';
import { toBodyText } from '../json/body-text.js';
import type { Fields } from './fields.js';

/** Query parameter of a status callback URL that says which of our messages it is for. */
export const messageParameter = 'message';

/** Names under which the URL's part is kept; none of Twilio's begin so. */
export const keptNames = { route: 'TrunklineRoute', message: 'TrunklineMessage' } as const;

const formType = 'application/x-www-form-urlencoded';
const maxFields = 1_000;

/** A request that was read. */
export interface TwilioRequest {
  readonly fields: Fields;
  /** JSON text that reads to the same fields again. */
  readonly keptBody: string;
}

/** Names of Twilio's own; everything else in a URL is ours. */
const ownName = /^[A-Z]/;

/**
 * Reads the fields of a request: a form as Twilio sends it, the query of a webhook that is set to GET, or a JSON object
 * as the set-up guide shows it.
 * @throws BodyUndecodableError, UnsupportedMediaTypeError; nothing else
 */
export function readTwilioRequest(request: WebhookRequest): TwilioRequest {
  const body = sanitizeJson(decode(request));
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { fields: {}, keptBody: body === undefined ? '{}' : JSON.stringify(body) };
  }
  const route = readRouteName(request.path);
  const message = request.query[messageParameter];
  const fields: Fields = {
    ...body,
    ...(route === null ? {} : { [keptNames.route]: route }),
    ...(message !== undefined && isUuid(message) ? { [keptNames.message]: message } : {}),
  };
  return { fields, keptBody: JSON.stringify(fields) };
}

/** The name of an account's own route in `/webhooks/<name>`; null for the routes that every account has. */
export function readRouteName(path: string): string | null {
  return /^\/webhooks\/([^/]+)$/.exec(path)?.[1] ?? null;
}

/** The fields of a form in the order of the body, exactly as they came; null when the body is no form. */
export function readFormPairs(request: WebhookRequest): (readonly [name: string, value: string])[] | null {
  // Everything that a GET says is in its URL.
  if (request.method === 'GET') return [];
  const type = contentType(request);
  if (type !== '' && type !== formType) return null;
  return [...new URLSearchParams(request.rawBody.toString('utf8')).entries()].slice(0, maxFields);
}

function decode(request: WebhookRequest): unknown {
  if (request.method === 'GET') {
    const pairs = [...(URL.parse(request.publicUrl)?.searchParams ?? [])].slice(0, maxFields);
    return toFields(pairs.filter(([name]) => ownName.test(name)));
  }
  const text = toBodyText(request.rawBody);
  if (text === '') return undefined;
  const type = contentType(request);
  const isForm = type === '' || type === formType;
  if (!isForm && type !== 'text/json' && !/^application\/(?:[\w.-]+\+)?json$/.test(type)) {
    throw new UnsupportedMediaTypeError([formType, 'application/json']);
  }
  // `curl -d '{…}'` sends JSON under the type of a form.
  if (!isForm || /^[[{]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      if (!isForm) throw new BodyUndecodableError('JSON');
    }
  }
  return toFields(readFormPairs(request) ?? []);
}

/** Of a repeated name the first value. */
function toFields(pairs: readonly (readonly [name: string, value: string])[]): Record<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of pairs) if (!fields.has(name)) fields.set(name, value);
  return Object.fromEntries(fields);
}

function contentType(request: WebhookRequest): string {
  return (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
