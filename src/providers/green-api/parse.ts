/**
 * Parses a webhook request into events. Pure and total: equal requests give equal events, and only a body that is not
 * JSON is an error.
 */
import type { InboundEvent } from '../../domain/inbound-event.js';
import type { ParsedWebhook, WebhookRequest } from '../contract/webhook.js';
import { readJsonBody } from '../json/json-body.js';
import { isTree, readWord, type Tree, toTree } from '../json/json-value.js';
import { findInstance, type RequestFacts, readNotification } from './read-notification.js';

/** Path of Green API's webhooks, as in the set-up guide. */
export const greenApiWebhookPath = '/whatsapp/webhook';

/** Green API posts one notification per request. A relay may batch, but not this many. */
const maxItems = 100;
const instanceParameters = ['idInstance', 'instance_id', 'instanceId', 'instance'] as const;

/**
 * Parses the request. `keptBody` parses to the same events again, also without the URL: an instance named only in the
 * URL is written into it.
 *
 * @throws BodyUndecodableError, UnsupportedMediaTypeError; nothing else
 */
export function parseGreenApi(request: WebhookRequest): ParsedWebhook {
  const { tree, text } = readJsonBody(request);
  const kept = foldInstance(unwrap(tree), request.query);
  const facts: RequestFacts = {
    receivedAt: request.receivedAt,
    keptBody: kept === tree ? text : JSON.stringify(kept),
  };
  const items: readonly unknown[] = Array.isArray(kept) && kept.length > 0 ? kept : [kept];
  const events: InboundEvent[] = items
    .slice(0, maxItems)
    .map((item, position) => readItem(item, position, facts));
  if (items.length > maxItems) {
    const reason = `More items than the ${maxItems} that are read of one request; the body holds them all.`;
    events.push({
      type: 'ignored',
      channelExternalId: null,
      eventType: 'batch',
      externalEventId: null,
      reason,
    });
  }
  return { events, keptBody: facts.keptBody };
}

/** Instances named in a decoded body and the URL, for finding the account. */
export function findInstances(body: unknown, query: Readonly<Record<string, string>>): readonly string[] {
  const folded = foldInstance(unwrap(body), query);
  const items: readonly unknown[] = Array.isArray(folded) ? folded.slice(0, maxItems) : [folded];
  const named = items.map(item => findInstance(toTree(item)) ?? findInstance(toTree(toTree(item).data)));
  return [...new Set(named.filter(id => id !== null))];
}

function readItem(item: unknown, position: number, facts: RequestFacts): InboundEvent {
  if (isTree(item)) return readNotification(item, position, facts);
  const reason = 'Not an object; nothing is known of this shape.';
  return { type: 'ignored', channelExternalId: null, eventType: 'unknown', externalEventId: null, reason };
}

/**
 * Unwraps `{ receiptId, body }`, the answer of the method `receiveNotification`, which relays forward, also as a list
 * (docs/providers/green-api.md, "Kinds of notifications").
 */
function unwrap(value: unknown): unknown {
  if (Array.isArray(value)) return value.some(isWrapped) ? value.map(unwrapOne) : value;
  return unwrapOne(value);
}

function unwrapOne(value: unknown): unknown {
  return isWrapped(value) ? value.body : value;
}

function isWrapped(value: unknown): value is Tree {
  return isTree(value) && 'receiptId' in value && isTree(value.body);
}

function foldInstance(body: unknown, query: Readonly<Record<string, string>>): unknown {
  if (!isTree(body) || 'instanceData' in body || 'instanceData' in toTree(body.data)) return body;
  const stated = instanceParameters.map(name => (Object.hasOwn(query, name) ? readWord(query[name]) : null));
  const idInstance = stated.find(id => id !== null);
  const folded: Tree = { ...body, instanceData: { idInstance } };
  return idInstance === undefined ? body : folded;
}
