/**
 * Parses a webhook request into events: every entry, change, message and status, in body order, each on its own number.
 * Pure and total; only a body that is not JSON is an error.
 */
import type { WarningReport } from '../../domain/inbound-event.js';
import type { ParsedWebhook, WebhookRequest } from '../contract/webhook.js';
import { readJsonBody } from '../json/json-body.js';
import { readId, readWord, type Tree, toList, toTree } from '../json/json-value.js';
import { ignoreCloud } from '../meta/events.js';
import {
  type CloudItemWithBody,
  type CloudValueFacts,
  readCloudValue,
  toParsedCloud,
} from '../meta/value.js';
import { type CloudWarning, readCloudWarning } from '../meta/warnings.js';
import { readTemplateState, templateStateField } from './template-state.js';
import { isHandshake } from './verify.js';

/** Path of WhatsApp Cloud's webhooks, handshake included. */
export const cloudWebhookPath = '/webhooks/whatsapp-cloud';

/** Meta batches up to 1,000 updates per request. */
const maxItems = 2_000;

/**
 * Parses the request. A handshake has no events; its answer is the bare challenge.
 *
 * @throws BodyUndecodableError, UnsupportedMediaTypeError; nothing else
 */
export function parseCloud(request: WebhookRequest): ParsedWebhook {
  if (isHandshake(request)) {
    const challenge = request.query['hub.challenge'] ?? '';
    return { events: [], keptBody: 'null', reply: { contentType: 'text/plain', body: challenge } };
  }
  const { tree, text } = readJsonBody(request);
  const items = toList(toTree(tree).entry).flatMap(entry => readEntry(toTree(entry)));
  if (items.length > 0) return toParsedCloud(items, text, request.receivedAt, maxItems);
  const eventType = readWord(toTree(tree).object, 64) ?? 'unknown';
  const base = { channelExternalId: null, eventType, externalEventId: null };
  return { events: [ignoreCloud(base, 'No changes; nothing is known of this shape.')], keptBody: text };
}

function readEntry({ id, time, changes }: Tree): CloudItemWithBody[] {
  const accountId = readId(id);
  const own = accountId === null ? {} : { ownAccount: accountId };
  return toList(changes).flatMap((change): CloudItemWithBody[] => {
    const { field, value } = toTree(change);
    if (field === templateStateField) {
      const body = { entry: [{ id, changes: [change] }] };
      return [{ body, read: () => readTemplateState(toTree(value)) }];
    }
    const warning = readCloudWarning(field, value, time);
    if (warning !== null) {
      const body = { entry: [{ id, time, changes: [change] }] };
      return [
        { body, read: ({ receivedAt }) => ({ ...toWarningReport(warning, field, receivedAt), ...own }) },
      ];
    }
    const about: CloudValueFacts = {
      channelExternalId: readWord(toTree(toTree(value).metadata).phone_number_id),
      eventType: readWord(field, 64) ?? 'unknown',
      vendor: 'Meta',
    };
    return readCloudValue(toTree(value), about).map(({ alone, read }) => ({
      read: facts => ({ ...read(facts), ...own }),
      body: { entry: [{ id, changes: [{ field, value: alone }] }] },
    }));
  });
}

/** Applies to the number that it names; else to all numbers of the account. */
function toWarningReport(
  { numberId, displayNumber, read }: CloudWarning,
  field: unknown,
  receivedAt: Date,
): WarningReport {
  return {
    type: 'warning',
    channelExternalId: numberId,
    ownNumber: numberId === null ? (displayNumber?.replaceAll(/\D/g, '') ?? null) : null,
    eventType: readWord(field, 64) ?? 'unknown',
    externalEventId: null,
    ...read(receivedAt),
  };
}
