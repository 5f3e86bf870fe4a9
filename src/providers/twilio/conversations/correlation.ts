/**
 * Correlates our own message with its Conversations event: the message's attributes contain our id
 * (docs/providers/twilio.md, "Conversations: sending").
 */
import { isUuid } from '../../../domain/uuid-v7.js';
import { type Fields, readJson, readWord, toFields } from '../fields.js';

const attribute = 'trunklineMessageId';

/** The attributes of a message to send. */
export function toAttributes(messageId: string): string {
  return JSON.stringify({ [attribute]: messageId });
}

/** Our id from a message's attributes; null in all other messages. */
export function readCorrelationId(fields: Fields): string | null {
  const id = readWord(toFields(readJson(fields, 'Attributes')), attribute);
  return id !== null && isUuid(id) ? id : null;
}
