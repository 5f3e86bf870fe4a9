/**
 * From a webhook request to events: messages as an object or an array, statuses, and Meta's envelope, each at the
 * number that the request names. Pure and total; only a body that is no JSON is an error.
 */
import { readCloudValue, toParsedCloud } from '../cloud-value.js';
import { readJsonBody } from '../json-body.js';
import { readWord, type Tree, toList, toTree } from '../json-value.js';
import type { ParsedWebhook, WebhookRequest } from '../webhook-contract.js';
import { toBusinessNumber } from './business-number.js';

/** The path under which TATA's webhooks arrive: that of the set-up guide, with or without the slash at its end. */
export const tataWebhookPath = '/webhook';

const maxItems = 1_000;

const vendor = 'TATA';

/**
 * Reads everything in the request. A GET has no events: some panels call the address to see whether it is there.
 *
 * @throws BodyUndecodableError, UnsupportedMediaTypeError; nothing else
 */
export function parseTata(request: WebhookRequest): ParsedWebhook {
  if (request.method === 'GET') {
    const body = request.query['hub.challenge'] ?? 'ok';
    return { events: [], keptBody: 'null', reply: { contentType: 'text/plain', body } };
  }
  const { tree, text } = readJsonBody(request);
  const bodies: readonly unknown[] = Array.isArray(tree) && tree.length > 0 ? tree : [tree];
  const items = bodies.flatMap(body => readBody(toTree(body)));
  return toParsedCloud(items, text, request.receivedAt, maxItems);
}

/** TATA's flat body, or the values of Meta's envelope, which may name the number beside it or inside. */
function readBody(body: Tree) {
  const stated = toBusinessNumber(body.businessPhoneNumber);
  const changes = toList(body.entry).flatMap(entry => toList(toTree(entry).changes));
  if (changes.length === 0) {
    const eventType = readWord(body.event, 64) ?? readWord(body.type, 64) ?? 'unknown';
    const about = { channelExternalId: stated, eventType, vendor };
    return readCloudValue(body, about).map(({ alone, read }) => ({ body: alone, read }));
  }
  return changes.flatMap(change => {
    const { field, value } = toTree(change);
    const inside = toBusinessNumber(toTree(toTree(value).metadata).display_phone_number);
    const { businessPhoneNumber } = body;
    const about = {
      channelExternalId: inside ?? stated,
      eventType: readWord(field, 64) ?? 'unknown',
      vendor,
    };
    return readCloudValue(toTree(value), about).map(({ alone, read }) => ({
      body: { businessPhoneNumber, entry: [{ changes: [{ field, value: alone }] }] },
      read,
    }));
  });
}
