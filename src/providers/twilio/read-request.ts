/**
 * Reads a Twilio request into flat fields, and into the body that is stored (docs/providers/twilio.md, "Requests").
 *
 * The relevant parts of the URL are stored next to the fields under our own names, so that a kept body reads the same
 * without the URL: the custom route, and the id of our message in a status callback.
 */

import { BodyUndecodableError, UnsupportedMediaTypeError } from '../../domain/errors.js';
import { sanitizeJson } from '../../domain/sanitize-json.js';
import { isUuid } from '../../domain/uuid-v7.js';
import type { WebhookRequest } from '../contract/webhook.js';
import { toBodyText } from '../json/body-text.js';
import type { Fields } from './fields.js';

/** Query parameter with our message id in a status callback URL. */
export const messageParameter = 'message';

/** Names for the URL's parts; no name of Twilio's has this prefix. */
export const keptNames = { route: 'TrunklineRoute', message: 'TrunklineMessage' } as const;

const formType = 'application/x-www-form-urlencoded';
const maxFields = 1_000;

/** A parsed request. */
export interface TwilioRequest {
  readonly fields: Fields;
  /** JSON text that parses to the same fields again. */
  readonly keptBody: string;
}

/** Twilio's own names; everything else in a URL is ours. */
const ownName = /^[A-Z]/;

/**
 * Reads the fields of a request: Twilio's form, the query of a webhook set to GET, or a JSON object as in the set-up
 * guide.
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

/** Name of a custom route in `/webhooks/<name>`; null for the standard routes. */
export function readRouteName(path: string): string | null {
  return /^\/webhooks\/([^/]+)$/.exec(path)?.[1] ?? null;
}

/** Fields of a form in body order, exactly as received; null when the body is not a form. */
export function readFormPairs(request: WebhookRequest): (readonly [name: string, value: string])[] | null {
  // A GET has all its data in the URL.
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
  // `curl -d '{…}'` sends JSON with a form's content type.
  if (!isForm || /^[[{]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      if (!isForm) throw new BodyUndecodableError('JSON');
    }
  }
  return toFields(readFormPairs(request) ?? []);
}

/** Of repeated names, the first value wins. */
function toFields(pairs: readonly (readonly [name: string, value: string])[]): Record<string, string> {
  const fields = new Map<string, string>();
  for (const [name, value] of pairs) if (!fields.has(name)) fields.set(name, value);
  return Object.fromEntries(fields);
}

function contentType(request: WebhookRequest): string {
  return (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}
