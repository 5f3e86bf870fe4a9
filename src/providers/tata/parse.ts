/**
 * From a webhook request to events: messages as an object or an array, statuses, and Meta's envelope, each at the
 * number that the request names. Pure and total; only a body that is no JSON is an error.
 */
import type { InboundEvent } from '../../domain/inbound-event.js';
import {
  type CloudContext,
  ignoreCloud,
  readCloudEcho,
  readCloudFault,
  readCloudMessage,
  readCloudStatus,
} from '../cloud-events.js';
import { readJsonBody } from '../json-body.js';
import { isTree, readWord, type Tree, toList, toTree } from '../json-value.js';
import type { ParsedWebhook, WebhookRequest } from '../provider.js';
import { toBusinessNumber } from './business-number.js';

/** The path under which TATA's webhooks arrive: that of the set-up guide, with or without the slash at its end. */
export const tataWebhookPath = '/webhook';

const maxItems = 1_000;

type Facts = Pick<CloudContext, 'receivedAt' | 'keptBody'>;
/** An event that still has to learn its place in the request. */
type Pending = (position: number) => InboundEvent;

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
  const { tree, text: keptBody } = readJsonBody(request);
  const facts: Facts = { receivedAt: request.receivedAt, keptBody };
  const events: InboundEvent[] = [];
  const bodies: readonly unknown[] = Array.isArray(tree) && tree.length > 0 ? tree : [tree];
  for (const event of bodies.flatMap(body => [...readBody(toTree(body), facts)])) {
    if (events.length === maxItems) {
      const reason = `More items than the ${maxItems} that are read of one request; the body holds them all.`;
      events.push(
        ignoreCloud({ channelExternalId: null, eventType: 'batch', externalEventId: null }, reason),
      );
      break;
    }
    events.push(event(events.length));
  }
  return { events, keptBody };
}

/** TATA's flat body, or the values of Meta's envelope, which may name the number beside it or inside. */
function* readBody(body: Tree, facts: Facts): Generator<Pending> {
  const stated = toBusinessNumber(body.businessPhoneNumber);
  const changes = toList(body.entry).flatMap(entry => toList(toTree(entry).changes));
  if (changes.length === 0) return yield* readValue(body, stated, null, facts);
  for (const change of changes) {
    const value = toTree(toTree(change).value);
    const inside = toBusinessNumber(toTree(value.metadata).display_phone_number);
    yield* readValue(value, inside ?? stated, readWord(toTree(change).field, 64), facts);
  }
}

function* readValue(
  value: Tree,
  channelExternalId: string | null,
  field: string | null,
  facts: Facts,
): Generator<Pending> {
  const contacts = toList(value.contacts).map(toTree);
  const word = field ?? readWord(value.event, 64) ?? readWord(value.type, 64) ?? 'unknown';
  const base = { channelExternalId, eventType: word, externalEventId: null };
  let count = 0;
  const each = (list: unknown, read: (item: Tree, context: CloudContext) => InboundEvent): Pending[] => {
    const items = toList(list);
    count += items.length;
    return items.map(
      item => position =>
        isTree(item)
          ? read(item, { ...facts, channelExternalId, contacts, position })
          : ignoreCloud(base, 'Not an object; nothing is known of this shape.'),
    );
  };
  yield* each(value.messages, readCloudMessage);
  yield* each(value.message_echoes, readCloudEcho);
  yield* each(value.statuses, readCloudStatus);
  yield* each(value.errors, error => {
    const { providerCode, message } = readCloudFault(error);
    return ignoreCloud(
      { ...base, eventType: 'errors' },
      `TATA reports a fault: ${providerCode ?? '?'} ${message}`,
    );
  });
  if (count === 0)
    yield () => ignoreCloud(base, 'Neither messages nor statuses; nothing is known of this shape.');
}
