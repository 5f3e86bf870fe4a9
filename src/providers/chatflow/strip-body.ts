/**
 * Removes from a body all that must not be stored. Parsers read only the stripped tree, and stripping is idempotent, so
 * the kept body parses to the same events.
 */
import { createHash } from 'node:crypto';
import { memoize } from '../../domain/memoize.js';
import { redactWebhookUrls } from '../contract/redact.js';
import type { InlineBytes } from '../contract/webhook.js';
import { parseJsonText } from './decode-body.js';
import { isTree, readWord, toTree } from './loose-value.js';

/** Deeper levels contain nothing that is read, and serialising them could exhaust the stack. */
const MAX_DEPTH = 24;

/** Shorter binary content is kept; a marker would save nothing. */
const MIN_BINARY_CHARS = 256;

/** Key that holds the instance id of a removed `nodeData`. */
export const NODE_INSTANCE_KEY = 'nodeInstanceId';

/** Bodies stored before file storage existed have the first 16 digits of the digest of the base64 text. */
const MARKER = /^\[base64 removed: (\d{1,12}) bytes, sha256 ([0-9a-f]{16}|[0-9a-f]{64})\]$/;
const SECRET_NAME = /(?:token|secret|password|apikey|webhookkey|authorization)$/;
const REMOVED_NAMES = new Set(['nodedata', 'headers', 'params', 'webhookurl']);
const JSON_CARRIERS = new Set(['body', 'data', 'payload', 'metadata', 'mediadata']);
const MEDIA_NAMES = new Set(['mediadata', 'media', 'file', 'attachment', 'attachments']);

/**
 * Copies a decoded body without what must not be stored (docs/providers/chatflow.md, "Secrets in the body"):
 * `nodeData`, secrets by field name, the relay's data about the HTTP request, secrets in our webhook URLs, binary
 * content (replaced by a marker), and levels that are too deep.
 * @param collect receives the binary content of media, to be stored elsewhere
 */
export function stripBody(value: unknown, collect: Collect = () => {}): unknown {
  return strip(decodeCarried(value), 0, false, collect);
}

/** Receives removed bytes. */
export type Collect = (inline: InlineBytes) => void;

/** The digest in a marker of removed binary content, if it is a digest of the bytes; null otherwise. */
export function digestFromMarker(value: unknown): string | null {
  const digest = typeof value === 'string' ? MARKER.exec(value)?.[2] : undefined;
  return digest?.length === 64 ? digest : null;
}

/** The size in a marker of removed binary content; null when the text is not a marker. */
export function sizeFromMarker(value: unknown): number | null {
  const size = typeof value === 'string' ? MARKER.exec(value)?.[1] : undefined;
  return size === undefined ? null : Number(size);
}

function strip(value: unknown, depth: number, isMedia: boolean, collect: Collect): unknown {
  if (typeof value === 'string') return stripText(value, isMedia, collect);
  if (typeof value === 'number') return stripNumber(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '[deeper levels removed]';
  if (Array.isArray(value)) return value.map(item => strip(item, depth + 1, isMedia, collect));
  // Without a prototype, a key such as "constructor" reads as the sender's value or as absent.
  const kept: Record<string, unknown> = Object.create(null);
  for (const [key, child] of Object.entries(value)) stripEntry(kept, key, child, depth, isMedia, collect);
  return kept;
}

function stripEntry(
  kept: Record<string, unknown>,
  key: string,
  child: unknown,
  depth: number,
  isMedia: boolean,
  collect: Collect,
): void {
  const trait = key.length > longestRemembered ? findTrait(key) : traitOf(key);
  if (trait === 'node') {
    const id = instanceIdOfNode(child);
    if (id !== null) kept[NODE_INSTANCE_KEY] ??= id;
    return;
  }
  // `key` is a secret if it is text; as an object it identifies a message: `key: { remoteJid, fromMe, id }`.
  if (trait === 'removed' || (trait === 'key' && !isTree(child))) return;
  if (trait === 'binary' && typeof child === 'string' && child.length >= MIN_BINARY_CHARS)
    kept[key] = toMarker(child, isMedia ? collect : undefined);
  else if (trait === 'caption') kept[key] = strip(child, depth + 1, false, collect);
  else {
    const carried = trait === 'carrier' || trait === 'media carrier' ? decodeCarried(child) : child;
    const inMedia = isMedia || trait === 'media' || trait === 'media carrier';
    kept[key] = strip(carried, depth + 1, inMedia, collect);
  }
}

type Trait = 'node' | 'removed' | 'key' | 'binary' | 'caption' | 'carrier' | 'media' | 'media carrier' | null;

/** Classifies a field by its name. */
function findTrait(key: string): Trait {
  const name = key.length > 40 ? key : key.toLowerCase().replaceAll(/[-_]/g, '');
  if (name === 'nodedata') return 'node';
  if (key === '__proto__' || REMOVED_NAMES.has(name)) return 'removed';
  if (name === 'key') return 'key';
  if (SECRET_NAME.test(name)) return 'removed';
  if (name.endsWith('base64') || name.endsWith('thumbnail')) return 'binary';
  if (name === 'caption') return 'caption';
  const isCarrier = JSON_CARRIERS.has(name);
  if (MEDIA_NAMES.has(name)) return isCarrier ? 'media carrier' : 'media';
  return isCarrier ? 'carrier' : null;
}

/** Field names repeat, so results are cached; longer names would only fill the cache. */
const longestRemembered = 64;
const traitOf = memoize(500, findTrait);

function instanceIdOfNode(node: unknown): string | null {
  const tree = toTree(decodeCarried(node));
  return readWord(tree.instance_id) ?? readWord(toTree(tree.webHook).instance_id);
}

/** Integers not exact as a double become text, as in `parseJsonText`, so a second pass changes nothing. */
function stripNumber(value: number): number | string | null {
  if (!Number.isFinite(value)) return null;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? String(value) : value;
}

/** Forms and relays send objects as JSON text. */
function decodeCarried(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  return parseJsonText(value) ?? value;
}

function stripText(text: string, isMedia: boolean, collect: Collect): string {
  if (MARKER.test(text)) return text;
  if (/^data:[^,]{0,200};base64,/.test(text))
    return toMarker(text.slice(text.indexOf(',') + 1), isMedia ? collect : undefined);
  if (isMedia && text.length >= MIN_BINARY_CHARS && /^[A-Za-z0-9+/_-]+={0,2}$/.test(text))
    return toMarker(text, collect);
  return redactWebhookUrls(text);
}

/** The digest distinguishes two files of one size, for messages identified by their content alone. */
function toMarker(base64: string, collect?: Collect): string {
  if (MARKER.test(base64)) return base64;
  const bytes = Buffer.from(base64.slice(base64.startsWith('data:') ? base64.indexOf(',') + 1 : 0), 'base64');
  const digest = createHash('sha256').update(bytes).digest('hex');
  collect?.({ digest, bytes });
  return `[base64 removed: ${bytes.length} bytes, sha256 ${digest}]`;
}
