/** Decodes the raw body into a tree of values: JSON or a form, by content type. */

import { BodyUndecodableError, UnsupportedMediaTypeError } from '../../domain/errors.js';
import type { WebhookRequest } from '../contract/webhook.js';
import { toBodyText } from '../json/body-text.js';

const MAX_FORM_FIELDS = 1_000;
const MAX_FORM_DEPTH = 4;
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** `JSON.parse` passes the source text of a number to its reviver (ECMAScript 2026); the types lack it so far. */
type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

/**
 * Decodes the body of a webhook; null for an empty one.
 *
 * JSON is also accepted without a content type, and with a form's content type, which is what `curl -d` sends.
 *
 * @throws BodyUndecodableError when the body should be JSON and is not
 * @throws UnsupportedMediaTypeError for any other content type
 */
export function decodeBody(request: WebhookRequest): unknown {
  const text = toBodyText(request.rawBody);
  if (text === '') return null;
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === FORM_TYPE)
    return /^[[{]/.test(text) ? (parseJsonText(text) ?? decodeForm(text)) : decodeForm(text);
  if (type !== '' && type !== 'text/json' && !/^application\/(?:[\w.-]+\+)?json$/.test(type)) {
    throw new UnsupportedMediaTypeError(['application/json', FORM_TYPE]);
  }
  const value = parseJsonText(text);
  if (value === undefined) throw new BodyUndecodableError('JSON');
  return value;
}

/** Parses JSON; undefined when invalid. Integers too long for a double become text with every digit. */
export function parseJsonText(text: string): unknown {
  try {
    // Most bodies have no such number; the reviver costs several times the plain parse.
    return /\d{16}/.test(text) ? parseWithLongNumbers(text) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseWithLongNumbers(text: string): unknown {
  const keepDigits: Reviver = (_key, value, context) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
      ? context?.source
      : value;
  try {
    return JSON.parse(text, keepDigits);
  } catch (error) {
    // The reviver recurses and can exhaust the stack on hostile nesting; the plain parser does not.
    if (error instanceof RangeError) return JSON.parse(text);
    throw error;
  }
}

/** Decodes a form, with `metadata[remoteJid]` as an object. The first of repeated names wins. */
function decodeForm(text: string): unknown {
  const root: Record<string, unknown> = Object.create(null);
  let fields = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    fields += 1;
    if (fields > MAX_FORM_FIELDS) break;
    setField(root, name, value);
  }
  return root;
}

function setField(root: Record<string, unknown>, name: string, value: string): void {
  const path =
    name.length <= 200 && /^[^[\]]+(?:\[[^[\]]+\])+$/.test(name)
      ? name.split(/[[\]]+/).filter(Boolean)
      : [name];
  if (path.length > MAX_FORM_DEPTH) return;
  let node = root;
  for (const step of path.slice(0, -1)) {
    node[step] ??= Object.create(null);
    const next = node[step];
    if (typeof next !== 'object' || next === null) return;
    node = next as Record<string, unknown>;
  }
  const last = path.at(-1);
  if (last !== undefined) node[last] ??= value;
}
