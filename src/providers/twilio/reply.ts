/**
 * What Twilio reads as the answer. A text would be sent to the customer as a reply, so the answer to anything that
 * may be a message is empty TwiML; Conversations takes `{}` for "as it is"
 * (docs/providers/twilio.md, "Answers").
 */
import type { ParsedWebhook } from '../contract/webhook.js';
import type { Shape } from './shape.js';

/** The answer to a body of this shape. */
export function replyTo(shape: Shape): NonNullable<ParsedWebhook['reply']> {
  return shape === 'conversation-event'
    ? { contentType: 'application/json', body: '{}' }
    : { contentType: 'text/xml; charset=utf-8', body: '<?xml version="1.0" encoding="UTF-8"?><Response/>' };
}
