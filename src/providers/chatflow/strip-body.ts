/**
 * What of a body may be kept. Everything that is read is read from the stripped tree, and stripping twice is
 * stripping once: so the kept body parses again to the same events.
 */
import { createHash } from 'node:crypto';
import { memoize } from '../../domain/memoize.js';
import { redactWebhookUrls } from '../contract/redact.js';
import type { InlineBytes } from '../contract/webhook.js';
import { parseJsonText } from './decode-body.js';
import { isTree, readWord, toTree } from './loose-value.js';

/** Deeper levels hold nothing that is read, and serialising them could exhaust the stack. */
const MAX_DEPTH = 24;

/** Binary content shorter than this is not worth a marker. */
const MIN_BINARY_CHARS = 256;

/** Name under which the instance id out of a removed `nodeData` is kept. */
export const NODE_INSTANCE_KEY = 'nodeInstanceId';

/** Bodies that were kept before files were have the first 16 digits of the digest of the base64 text. */
const MARKER = /^\[base64 removed: (\d{1,12}) bytes, sha256 ([0-9a-f]{16}|[0-9a-f]{64})\]$/;
const SECRET_NAME = /(?:token|secret|password|apikey|webhookkey|authorization)$/;
const REMOVED_NAMES = new Set(['nodedata', 'headers', 'params', 'webhookurl']);
const JSON_CARRIERS = new Set(['body', 'data', 'payload', 'metadata', 'mediadata']);
const MEDIA_NAMES = new Set(['mediadata', 'media', 'file', 'attachment', 'attachments']);

/**
 * Copies a decoded body without what must not be kept (docs/providers/chatflow.md, "Secrets in the body"):
 * `nodeData`, secrets by their names, what a relay adds about the HTTP request, the secrets in URLs of our own
 * webhooks, binary content (replaced by a marker), and levels that are too deep.
 * @param collect is called with the binary content of media, which has to be kept elsewhere
 */
export function stripBody(value: unknown, collect: Collect = () => {}): unknown {
  return strip(decodeCarried(value), 0, false, collect);
}

/** Takes bytes that were removed. */
export type Collect = (inline: InlineBytes) => void;

/** The digest that a marker of removed binary content states, when it is one of the bytes; null otherwise. */
export function digestFromMarker(value: unknown): string | null {
  const digest = typeof value === 'string' ? MARKER.exec(value)?.[2] : undefined;
  return digest?.length === 64 ? digest : null;
}

/** The size that a marker of removed binary content states; null when the text is no marker. */
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
  // Without a prototype, a key such as "constructor" reads as what the sender put there or as nothing.
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
  // `key` is a secret as text, and the name of a message as an object: `key: { remoteJid, fromMe, id }`.
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

/** What a name says of its value. */
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

/** Senders use the same few names, so the answers are remembered; a longer one would only fill the memory. */
const longestRemembered = 64;
const traitOf = memoize(500, findTrait);

function instanceIdOfNode(node: unknown): string | null {
  const tree = toTree(decodeCarried(node));
  return readWord(tree.instance_id) ?? readWord(toTree(tree.webHook).instance_id);
}

/** Whole numbers that a double does not hold exactly become text, as in `parseJsonText`, so that nothing changes twice. */
function stripNumber(value: number): number | string | null {
  if (!Number.isFinite(value)) return null;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? String(value) : value;
}

/** Forms and relays carry objects as JSON text. */
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

/** The digest keeps two files apart that have one size, for messages that are told apart by their content alone. */
function toMarker(base64: string, collect?: Collect): string {
  if (MARKER.test(base64)) return base64;
  const bytes = Buffer.from(base64.slice(base64.startsWith('data:') ? base64.indexOf(',') + 1 : 0), 'base64');
  const digest = createHash('sha256').update(bytes).digest('hex');
  collect?.({ digest, bytes });
  return `[base64 removed: ${bytes.length} bytes, sha256 ${digest}]`;
}
