/**
 * From a webhook request to events: every entry, change, message and status, in the order of the body, each at its own
 * number. Pure and total; only a body that is no JSON is an error.
 */
import type { IgnoredEvent, InboundEvent } from '../../domain/inbound-event.js';
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
import { isHandshake } from './verify.js';

/** The path under which WhatsApp Cloud's webhooks arrive, the handshake too. */
export const cloudWebhookPath = '/webhooks/whatsapp-cloud';

/** Meta batches up to 1,000 updates a request. */
const maxItems = 2_000;

/**
 * Reads everything in the request. A handshake has no events; its answer is the bare challenge.
 *
 * @throws BodyUndecodableError, UnsupportedMediaTypeError; nothing else
 */
export function parseCloud(request: WebhookRequest): ParsedWebhook {
  if (isHandshake(request)) {
    const challenge = request.query['hub.challenge'] ?? '';
    return { events: [], keptBody: 'null', reply: { contentType: 'text/plain', body: challenge } };
  }
  const { tree, text: keptBody } = readJsonBody(request);
  const events: InboundEvent[] = [];
  const facts = { receivedAt: request.receivedAt, keptBody };
  for (const event of readBody(tree, facts)) {
    if (events.length === maxItems) {
      const reason = `More items than the ${maxItems} that are read of one request; the body holds them all.`;
      events.push(ignoreCloud({ ...unknown, eventType: 'batch' }, reason));
      break;
    }
    events.push(event(events.length));
  }
  return { events, keptBody };
}

/** An event that still has to learn its place in the request. */
type Pending = (position: number) => InboundEvent;
type Facts = Pick<CloudContext, 'receivedAt' | 'keptBody'>;

const unknown: Omit<IgnoredEvent, 'type' | 'reason'> = {
  channelExternalId: null,
  eventType: 'unknown',
  externalEventId: null,
};

function* readBody(tree: unknown, facts: Facts): Generator<Pending> {
  const changes = toList(toTree(tree).entry).flatMap(entry => toList(toTree(entry).changes));
  if (changes.length === 0) {
    const object = readWord(toTree(tree).object, 64);
    yield () =>
      ignoreCloud(
        { ...unknown, eventType: object ?? 'unknown' },
        'No changes; nothing is known of this shape.',
      );
  }
  for (const change of changes) yield* readChange(toTree(change), facts);
}

function* readChange({ field, value: told }: Tree, facts: Facts): Generator<Pending> {
  const value = toTree(told);
  const eventType = readWord(field, 64) ?? 'unknown';
  const channelExternalId = readWord(toTree(value.metadata).phone_number_id);
  const contacts = toList(value.contacts).map(toTree);
  const base = { channelExternalId, eventType, externalEventId: null };
  const at = (position: number): CloudContext => ({ ...facts, channelExternalId, contacts, position });
  let count = 0;
  const each = (list: unknown, read: (item: Tree, context: CloudContext) => InboundEvent): Pending[] => {
    const items = toList(list);
    count += items.length;
    return items.map(
      item => position =>
        isTree(item)
          ? read(item, at(position))
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
      `Meta reports a fault: ${providerCode ?? '?'} ${message}`,
    );
  });
  if (count === 0) yield () => ignoreCloud(base, `Nothing is done with changes of the field "${eventType}".`);
}
