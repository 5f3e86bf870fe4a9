/**
 * Parses a webhook request into events. Pure and total: equal requests give equal events, and only an undecodable body
 * is an error (docs/providers/chatflow.md, "Inbound fields").
 */
import type { InboundEvent } from '../../domain/inbound-event.js';
import type { InlineBytes, ParsedWebhook, WebhookRequest } from '../contract/webhook.js';
import { decodeBody } from './decode-body.js';
import { type RequestFacts, readItem } from './read-item.js';
import { stripBody } from './strip-body.js';
import { foldQuery, unfold } from './unfold.js';

/** Path of ChatFlow's webhooks. */
export const CHATFLOW_WEBHOOK_PATH = '/webhooks/chatflow';

/** ChatFlow posts one message per request. A relay may batch, but not this many. */
const MAX_ITEMS = 100;

/**
 * Parses the request. `keptBody` parses to the same events again, also without the URL.
 *
 * @throws BodyUndecodableError, UnsupportedMediaTypeError; nothing else
 */
export function parseChatflow(request: WebhookRequest): ParsedWebhook {
  const inlineMedia: InlineBytes[] = [];
  const stripped = stripBody(decodeBody(request), inline => inlineMedia.push(inline));
  const kept = foldQuery(stripped, request.query);
  const facts: RequestFacts = {
    receivedAt: request.receivedAt,
    route: CHATFLOW_WEBHOOK_PATH,
    keptBody: JSON.stringify(kept),
  };
  const events: InboundEvent[] = [];
  for (const unfolded of unfold(kept)) {
    if (events.length === MAX_ITEMS) {
      events.push(leftOver());
      break;
    }
    events.push(readItem(unfolded, events.length, facts));
  }
  return { events, keptBody: facts.keptBody, ...(inlineMedia.length > 0 && { inlineMedia }) };
}

function leftOver(): InboundEvent {
  const reason = `More items than the ${MAX_ITEMS} that are read of one request; the body holds them all.`;
  return { type: 'ignored', channelExternalId: null, eventType: 'batch', externalEventId: null, reason };
}
