/**
 * Parses a Programmable Messaging request into its one event. Pure and total (docs/providers/twilio.md, "Messaging:
 * inbound" and "Messaging: status callbacks").
 */
import type { InboundEvent, StatusReport } from '../../../domain/inbound-event.js';
import { ProviderKind, WebhookSource } from '../../../domain/vocabulary.js';
import type { ParsedWebhook, WebhookRequest } from '../../contract/webhook.js';
import { readAddress, readPerson } from '../address.js';
import { type Fields, readFirst, readWord } from '../fields.js';
import { ignored, ignoredCopy, ignoredUnknown } from '../ignored.js';
import { keptNames, readTwilioRequest } from '../read-request.js';
import { replyTo } from '../reply.js';
import { messageSidNames, type Shape, shapeOf } from '../shape.js';
import { readFailure, toMessageStatus } from '../statuses.js';
import { readMessage } from './read-message.js';

/**
 * Parses the request.
 * @throws BodyUndecodableError, UnsupportedMediaTypeError; nothing else
 */
export function parseMessaging(request: WebhookRequest): ParsedWebhook {
  const { fields, keptBody } = readTwilioRequest(request);
  const shape = shapeOf(fields);
  const source = shape === 'status' ? WebhookSource.TWILIO_STATUS : WebhookSource.TWILIO_MESSAGING;
  return { events: [readEvent(fields, shape, keptBody)], keptBody, source, reply: replyTo(shape) };
}

function readEvent(fields: Fields, shape: Shape, keptBody: string): InboundEvent {
  switch (shape) {
    case 'message':
      return readMessage(fields, keptBody);
    case 'status':
      return readStatus(fields);
    case 'conversation-event':
      return ignoredCopy(fields, ProviderKind.TWILIO_CONVERSATIONS);
    case 'unknown':
      return ignoredUnknown(fields);
  }
}

/** Reads a status. Our number is the sender of the message that it reports on, the customer the recipient. */
function readStatus(fields: Fields): InboundEvent {
  const word = readFirst(fields, ['MessageStatus', 'SmsStatus']);
  const status = toMessageStatus(word);
  const messageKey = readFirst(fields, messageSidNames);
  const channelExternalId = readAddress(fields, 'From');
  if (status === null || messageKey === null || word === null) {
    return ignored(fields, `"${word ?? ''}" is no status that is known.`, { channelExternalId });
  }
  const recipients = readPerson(fields, 'To');
  const report: StatusReport = {
    type: 'status',
    channelExternalId,
    eventType: word,
    externalEventId: messageKey,
    messageKey,
    ...(recipients.length > 1 && { recipients }),
    correlationId: readWord(fields, keptNames.message),
    status,
    // Callbacks have no time. The network's own (RawDlrDoneDate) is in minutes, in an undocumented time zone.
    at: null,
    failure: readFailure(fields, status),
  };
  return report;
}
