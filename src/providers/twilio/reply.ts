/**
 * Webhook answers that Twilio interprets. Twilio would send a text to the customer as a reply, so the answer to any
 * possible message is empty TwiML; Conversations accepts `{}` for "unchanged" (docs/providers/twilio.md, "Answers").
 */
import type { ParsedWebhook } from '../contract/webhook.js';
import type { Shape } from './shape.js';

/** The answer to a body of this shape. */
export function replyTo(shape: Shape): NonNullable<ParsedWebhook['reply']> {
  return shape === 'conversation-event'
    ? { contentType: 'application/json', body: '{}' }
    : { contentType: 'text/xml; charset=utf-8', body: '<?xml version="1.0" encoding="UTF-8"?><Response/>' };
}
