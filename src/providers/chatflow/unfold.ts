/**
 * Unwraps relays, `data`, `payload` and arrays. Also unwraps our own format, which stores the relevant part of the URL
 * next to the body.
 */
import { isTree, readText, type Tree } from './loose-value.js';

const MAX_WRAPPINGS = 6;

/** Query parameters that are kept; all others, above all secrets, are dropped. */
const CHANNEL_PARAMETERS = ['instance_id', 'instanceId', 'channelId', 'channel_id'] as const;
const MESSAGE_PARAMETERS = [
  ...['text', 'msg', 'message', 'from', 'phone', 'jid', 'name', 'sender', 'timestamp', 'messageId'],
] as const;

/** One item of a request, with its enclosing objects, outermost first, and its query. */
export interface Unfolded {
  readonly item: unknown;
  readonly scopes: readonly Tree[];
  readonly query: Tree;
}

/**
 * Stores the relevant query parameters next to the body, as `{ "query": …, "body": … }`. n8n relays webhooks in this
 * shape, so a kept body needs no parser of its own. Without such parameters the body is unchanged.
 */
export function foldQuery(body: unknown, requestQuery: Readonly<Record<string, string>>): unknown {
  const names = isEmptyBody(body) ? [...CHANNEL_PARAMETERS, ...MESSAGE_PARAMETERS] : CHANNEL_PARAMETERS;
  const query: Record<string, unknown> = Object.create(null);
  for (const name of names) {
    const text = Object.hasOwn(requestQuery, name) ? readText(requestQuery[name]) : null;
    if (text !== null) query[name] = text;
  }
  if (Object.keys(query).length === 0) return isEmptyBody(body) ? {} : body;
  if (isRelay(body)) return { ...body, query: { ...query, ...(isTree(body.query) ? body.query : {}) } };
  return { query, body: isEmptyBody(body) ? null : body };
}

/** Yields the items of a request in body order; an empty body yields one empty item. */
export function* unfold(node: unknown, scopes: readonly Tree[] = [], query: Tree = {}): Generator<Unfolded> {
  if (scopes.length > MAX_WRAPPINGS) return yield { item: null, scopes, query };
  if (Array.isArray(node) && node.length > 0) {
    // A nested array is not a known shape; it is read as an unknown item.
    for (const item of node)
      yield* Array.isArray(item) ? [{ item: null, scopes, query }] : unfold(item, scopes, query);
    return;
  }
  if (isRelay(node)) {
    const relayed = isTree(node.query) ? { ...query, ...node.query } : query;
    if (isEmptyBody(node.body))
      yield { item: holdsMessage(relayed) ? relayed : {}, scopes: [...scopes, node], query: relayed };
    else yield* unfold(node.body, [...scopes, node], relayed);
    return;
  }
  if (!isTree(node)) return yield { item: isEmptyBody(node) ? {} : node, scopes, query };
  const inner = holdsMessage(node)
    ? undefined
    : [node.data, node.payload].find(child => isTree(child) || isFilled(child));
  if (inner === undefined) yield { item: node, scopes: [...scopes, node], query };
  else yield* unfold(inner, [...scopes, node], query);
}

/** True if the body is empty. */
export function isEmptyBody(body: unknown): boolean {
  if (body === null || body === undefined || body === '') return true;
  if (Array.isArray(body)) return body.length === 0;
  return typeof body === 'object' && Object.keys(body).length === 0;
}

function isRelay(node: unknown): node is Tree {
  if (!isTree(node) || !('body' in node) || holdsMessage(node)) return false;
  return typeof node.body === 'object' || node.body === '';
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}

function holdsMessage(node: Tree): boolean {
  return ['message', 'text', 'msg', 'messageType', 'metadata', 'mediaData'].some(
    name => node[name] !== undefined,
  );
}
