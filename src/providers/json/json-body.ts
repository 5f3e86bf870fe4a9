/**
 * Decodes raw bytes to the tree that is stored. Parsers read only the stripped tree, and stripping is idempotent, so a
 * kept body parses to the same events.
 */

import { BodyUndecodableError, UnsupportedMediaTypeError } from '../../domain/errors.js';
import { redactWebhookUrls } from '../contract/redact.js';
import type { WebhookRequest } from '../contract/webhook.js';
import { toBodyText } from './body-text.js';
import { isTree } from './json-value.js';

/** A body without secrets: the tree for parsers, and the text for the ledger. */
export interface KeptJson {
  readonly tree: unknown;
  readonly text: string;
}

/** `JSON.parse` passes the source text of a number to its reviver (ECMAScript 2026); the types lack it so far. */
type Reviver = (key: string, value: unknown, context?: { readonly source?: string }) => unknown;

/** Deeper levels contain nothing that is read, and serialising them could exhaust the stack. */
const maxDepth = 24;
/** Shorter binary content is kept; a marker would save nothing. */
const minBinaryChars = 256;
const jsonType = /^(?:text\/json|application\/(?:[\w.-]+\+)?json)$/;
const formType = 'application/x-www-form-urlencoded';
const secretName = /(?:token|secret|password|apikey|webhookkey|authorization)$/;

/**
 * Decodes and strips a JSON body; an empty one reads as null. JSON is also accepted without a content type, and with a
 * form's content type, which is what `curl -d` sends.
 *
 * @throws BodyUndecodableError when the body is not JSON
 * @throws UnsupportedMediaTypeError for any other content type
 */
export function readJsonBody(request: WebhookRequest): KeptJson {
  const text = toBodyText(request.rawBody);
  if (text === '') return { tree: null, text: 'null' };
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type !== '' && type !== formType && !jsonType.test(type))
    throw new UnsupportedMediaTypeError(['application/json']);
  const value = parseJson(text);
  if (value === undefined) throw new BodyUndecodableError('JSON');
  return keepJson(value);
}

/** Copies JSON without secrets (by field name, in our webhook URLs), binary content, and levels that are too deep. */
function keepJson(value: unknown): KeptJson {
  const tree = strip(value, 0);
  return { tree, text: JSON.stringify(tree) };
}

/** Parses JSON; undefined when invalid. Integers too long for a double become text with every digit. */
export function parseJson(text: string): unknown {
  const keepDigits: Reviver = (_key, value, context) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
      ? context?.source
      : value;
  try {
    // Most bodies have no such number; the reviver costs several times the plain parse.
    return /\d{16}/.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
  } catch (error) {
    // The reviver recurses and can exhaust the stack on hostile nesting; the plain parser does not.
    return error instanceof RangeError ? JSON.parse(text) : undefined;
  }
}

function strip(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactWebhookUrls(value);
  if (typeof value === 'number') return stripNumber(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= maxDepth) return '[deeper levels removed]';
  if (Array.isArray(value)) return value.map(item => strip(item, depth + 1));
  // Without a prototype, a key such as "constructor" reads as the sender's value or as absent.
  const kept: Record<string, unknown> = Object.create(null);
  for (const [key, child] of Object.entries(value)) {
    const name = key.length > 40 ? key : key.toLowerCase().replaceAll(/[-_]/g, '');
    if (key === '__proto__' || (secretName.test(name) && !isTree(child))) continue;
    kept[key] = isBinary(name, child) ? toMarker(child) : strip(child, depth + 1);
  }
  return kept;
}

function isBinary(name: string, child: unknown): child is string {
  return typeof child === 'string' && child.length >= minBinaryChars && /(?:base64|thumbnail)$/.test(name);
}

function toMarker(base64: string): string {
  return `[base64 removed: ${Math.floor((base64.replace(/=+$/, '').length * 3) / 4)} bytes]`;
}

/** Integers not exact as a double become text, as in `parseJson`, so a second pass changes nothing. */
function stripNumber(value: number): number | string | null {
  if (!Number.isFinite(value)) return null;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? String(value) : value;
}
