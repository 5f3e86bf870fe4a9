/**
 * Detects which product a body is from. Both products can post to the other's URL, so the body decides
 * (docs/providers/twilio.md, "Two products").
 */
import { ProviderKind } from '../../domain/vocabulary.js';
import { type Fields, readFirst, readWord } from './fields.js';

/** Type of a body. */
export type Shape = 'conversation-event' | 'message' | 'status' | 'unknown';

const inboundStatuses = new Set(['received', 'receiving']);
/** Field names of the message's id, older spellings included. */
export const messageSidNames = ['MessageSid', 'SmsMessageSid', 'SmsSid'] as const;

/** Detects the type of a body by fields that only one of the products sends. */
export function shapeOf(fields: Fields): Shape {
  // WhatsApp's status callbacks also have an EventType ("READ"); those of Conversations all start with "on".
  if (/^on[A-Z]/.test(readWord(fields, 'EventType') ?? '')) return 'conversation-event';
  const hasSid = readFirst(fields, messageSidNames) !== null;
  const isMessage = ['From', 'To', 'Body'].every(name => Object.hasOwn(fields, name));
  if (!hasSid) return isMessage ? 'message' : 'unknown';
  const status = readWord(fields, 'MessageStatus')?.toLowerCase();
  if (status !== undefined && !inboundStatuses.has(status)) return 'status';
  const older = readWord(fields, 'SmsStatus')?.toLowerCase();
  if (older !== undefined && !inboundStatuses.has(older) && !Object.hasOwn(fields, 'Body')) return 'status';
  return 'message';
}

/** The product of a body; null when it can be either's. */
export function kindOf(shape: Shape): ProviderKind | null {
  if (shape === 'unknown') return null;
  return shape === 'conversation-event' ? ProviderKind.TWILIO_CONVERSATIONS : ProviderKind.TWILIO_MESSAGING;
}

/**
 * True for a pre-action hook: an answer of 4xx or 5xx would reject the customer's message (docs/providers/twilio.md,
 * "Pre-action hooks").
 */
export function isPreAction(fields: Fields): boolean {
  return /^on[A-Z]\w*(?:Add|Update|Remove)$/.test(readWord(fields, 'EventType') ?? '');
}
