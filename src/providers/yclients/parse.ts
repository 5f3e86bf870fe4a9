/**
 * Parses the bytes of a webhook into booking events. Three shapes are accepted: YClients' own envelope, the set-up
 * guide's `record.created|updated|deleted`, and its older form `{ event, data }`. All others are stored and ignored.
 *
 * Each event keeps the text of its own part of the body, which parses to the same event again.
 */

import type { BookingEvent, KeptBookingEvent } from '../../domain/booking-event.js';
import { BodyUndecodableError, UnsupportedMediaTypeError } from '../../domain/errors.js';
import { sanitizeJson } from '../../domain/sanitize-json.js';
import type { WebhookRequest } from '../contract/webhook.js';
import { toBodyText } from '../json/body-text.js';
import { isTree, readWord, type Tree } from './loose-value.js';
import { readEnvelope } from './read-envelope.js';
import { readSimplified } from './read-simplified.js';

const maxEvents = 500;
const jsonType = /^application\/(?:[\w.-]+\+)?json$|^text\/json$/;
/** Marketplace calls contain the partner's token. */
const secretNames = new Set(['partner_token', 'user_token', 'sign', 'token']);

/** Parses a webhook. @throws BodyUndecodableError, UnsupportedMediaTypeError */
export function parseYclients(request: Pick<WebhookRequest, 'rawBody' | 'headers'>): KeptBookingEvent[] {
  const body = decode(request);
  const items = Array.isArray(body) ? body.slice(0, maxEvents) : [body];
  return items.map(item => {
    const kept = withoutSecrets(item);
    return { event: readEvent(kept), keptBody: JSON.stringify(kept) ?? 'null' };
  });
}

/** Parses a kept text again. */
export function parseKeptYclients(keptBody: string): BookingEvent {
  return readEvent(JSON.parse(keptBody));
}

function readEvent(item: unknown): BookingEvent {
  if (!isTree(item)) return ignored(null, 'unknown', 'The body is no object.');
  if (item.status !== undefined && (item.resource ?? item.resource_type) !== undefined) {
    return readEnvelope(item);
  }
  const simplified = readSimplified(item);
  if (simplified) return simplified;
  const companyId = readWord(item.company_id) ?? readWord(item.companyId) ?? readWord(item.salon_id);
  if (item.application_id !== undefined) {
    const name = readWord(item.event, 60) ?? readWord(item.event_type, 60) ?? 'unknown';
    return ignored(
      companyId,
      `marketplace.${name}`,
      'A call of the marketplace, which says nothing of bookings.',
    );
  }
  return ignored(companyId, 'unknown', 'The body is of a shape that is not known.');
}

function ignored(companyId: string | null, eventType: string, reason: string): BookingEvent {
  return { type: 'ignored', companyId, eventType, eventKey: null, reason };
}

function decode({ rawBody, headers }: Pick<WebhookRequest, 'rawBody' | 'headers'>): unknown {
  const text = toBodyText(rawBody);
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (text === '') return null;
  try {
    return sanitizeJson(JSON.parse(text));
  } catch {
    if (type !== '' && !jsonType.test(type)) throw new UnsupportedMediaTypeError(['application/json']);
    throw new BodyUndecodableError('JSON');
  }
}

function withoutSecrets(item: unknown): unknown {
  if (!isTree(item)) return item;
  const kept: Tree = Object.fromEntries(Object.entries(item).filter(([name]) => !secretNames.has(name)));
  return kept;
}
