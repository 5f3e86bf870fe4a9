/**
 * Parses a webhook request into events: messages as an object or an array, statuses, and Meta's envelope, each on the
 * number that the request names. Pure and total; only a body that is not JSON is an error.
 */
import type { WarningReport } from '../../domain/inbound-event.js';
import type { ParsedWebhook, WebhookRequest } from '../contract/webhook.js';
import { readJsonBody } from '../json/json-body.js';
import { readWord, type Tree, toList, toTree } from '../json/json-value.js';
import { type CloudItemWithBody, readCloudValue, toParsedCloud } from '../meta/value.js';
import { type CloudWarning, readCloudWarning } from '../meta/warnings.js';
import { toBusinessNumber } from './business-number.js';

/** Path of TATA's webhooks, as in the set-up guide, with or without the final slash. */
export const tataWebhookPath = '/webhook';

const maxItems = 1_000;

const vendor = 'TATA';

/**
 * Parses the request. A GET has no events: some panels call the URL to check that it exists.
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

/** TATA's flat body, or the values of Meta's envelope, which can name the number next to it or inside. */
function readBody(body: Tree): CloudItemWithBody[] {
  const stated = toBusinessNumber(body.businessPhoneNumber);
  const changes = toList(body.entry).flatMap(entry => {
    const { time } = toTree(entry);
    return toList(toTree(entry).changes).map(change => ({ change, time }));
  });
  if (changes.length === 0) {
    const eventType = readWord(body.event, 64) ?? readWord(body.type, 64) ?? 'unknown';
    const about = { channelExternalId: stated, eventType, vendor };
    return readCloudValue(body, about).map(({ alone, read }) => ({ body: alone, read }));
  }
  return changes.flatMap(({ change, time }): CloudItemWithBody[] => {
    const { field, value } = toTree(change);
    const { businessPhoneNumber } = body;
    const warning = readCloudWarning(field, value, time);
    if (warning !== null) {
      const kept = { businessPhoneNumber, entry: [{ time, changes: [change] }] };
      return [{ body: kept, read: ({ receivedAt }) => toWarningReport(warning, stated, field, receivedAt) }];
    }
    const inside = toBusinessNumber(toTree(toTree(value).metadata).display_phone_number);
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

/** Applies to the number named by Meta, else by TATA; to all numbers of the account when neither names one. */
function toWarningReport(
  { numberId, displayNumber, read }: CloudWarning,
  stated: string | null,
  field: unknown,
  receivedAt: Date,
): WarningReport {
  return {
    type: 'warning',
    channelExternalId: toBusinessNumber(displayNumber) ?? stated ?? numberId,
    ownNumber: null,
    eventType: readWord(field, 64) ?? 'unknown',
    externalEventId: null,
    ...read(receivedAt),
  };
}
