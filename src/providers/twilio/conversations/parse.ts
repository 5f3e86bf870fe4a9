/**
 * Parses a Conversations request into its one event. Pure and total (docs/providers/twilio.md, "Conversations:
 * events").
 */
import type { IgnoredEvent, InboundEvent, StatusReport } from '../../../domain/inbound-event.js';
import { ProviderKind, WebhookSource } from '../../../domain/vocabulary.js';
import type { ParsedWebhook, WebhookRequest } from '../../contract/webhook.js';
import { readAddress, readUserAddress } from '../address.js';
import { type Fields, readTime, readWord } from '../fields.js';
import { ignored, ignoredCopy, ignoredUnknown } from '../ignored.js';
import { readTwilioRequest } from '../read-request.js';
import { replyTo } from '../reply.js';
import { isPreAction, type Shape, shapeOf } from '../shape.js';
import { readFailure, toMessageStatus } from '../statuses.js';
import { readLookup, toConversationPart } from './lookup.js';
import { readMessageChange } from './read-change.js';
import { readMessageAdded } from './read-message.js';

/**
 * Parses the request.
 * @throws BodyUndecodableError, UnsupportedMediaTypeError; nothing else
 */
export function parseConversations(request: WebhookRequest): ParsedWebhook {
  const { fields, keptBody } = readTwilioRequest(request);
  const shape = shapeOf(fields);
  const events = [readEvent(fields, shape)];
  return { events, keptBody, source: WebhookSource.TWILIO_CONVERSATIONS, reply: replyTo(shape) };
}

function readEvent(fields: Fields, shape: Shape): InboundEvent {
  if (shape === 'unknown') return ignoredUnknown(fields);
  if (shape !== 'conversation-event') return ignoredCopy(fields, ProviderKind.TWILIO_MESSAGING);
  if (isPreAction(fields)) {
    return ignored(
      fields,
      'Twilio asks leave before something happens; what happens comes as an event of its own.',
    );
  }
  const eventType = readWord(fields, 'EventType') ?? '';
  switch (eventType) {
    case 'onMessageAdded':
      return readMessageAdded(fields, eventType);
    case 'onMessageUpdated':
    case 'onMessageRemoved':
      return readMessageChange(fields, eventType);
    case 'onDeliveryUpdated':
      return readDelivery(fields, eventType);
    default:
      return ignored(fields, reasonFor(eventType, fields), readBinding(fields));
  }
}

/** Reads one recipient's receipt for one of our messages. */
function readDelivery(fields: Fields, eventType: string): InboundEvent {
  const word = readWord(fields, 'Status') ?? readWord(fields, 'DeliveryStatus');
  const status = toMessageStatus(word);
  const messageKey = readWord(fields, 'MessageSid');
  if (status === null || messageKey === null) {
    return ignored(
      fields,
      messageKey === null ? 'The receipt names no message.' : `"${word ?? ''}" is no known status.`,
    );
  }
  const userAddress = readUserAddress(fields);
  const report: StatusReport = {
    type: 'status',
    channelExternalId: null,
    channelLookup: readLookup(fields),
    eventType,
    externalEventId: messageKey,
    messageKey,
    ...(userAddress !== null && { recipients: [userAddress] }),
    correlationId: null,
    status,
    at: readTime(fields, 'DateUpdated') ?? readTime(fields, 'DateCreated'),
    failure: readFailure(fields, status),
  };
  return report;
}

const removals = /^on(?:Participant|Conversation)Removed$/;

/**
 * Some events state the channel of a conversation; with the lookup, that answers later lookups. A changed or removed
 * participant, and an ended conversation, invalidate earlier answers.
 */
function readBinding(fields: Fields): Partial<IgnoredEvent> {
  const eventType = readWord(fields, 'EventType') ?? '';
  const conversation = readWord(fields, 'ConversationSid');
  const isEnd = removals.test(eventType) || isClosed(fields, eventType);
  const isChange = eventType === 'onParticipantUpdated';
  const channelExternalId = readAddress(fields, 'MessagingBinding.ProxyAddress');
  return {
    ...((isEnd || isChange) && conversation !== null && { endsLookups: toConversationPart(conversation) }),
    ...(channelExternalId !== null && { channelExternalId }),
    ...(channelExternalId !== null && !isEnd && { channelLookup: readLookup(fields) }),
  };
}

function isClosed(fields: Fields, eventType: string): boolean {
  return eventType === 'onConversationStateUpdated' && readWord(fields, 'StateTo') === 'closed';
}

function reasonFor(eventType: string, fields: Fields): string {
  if (eventType === 'onConversationStateUpdated') {
    const [from, to] = [readWord(fields, 'StateFrom'), readWord(fields, 'StateTo')];
    return `The conversation at Twilio went from ${from ?? 'no state'} to ${to ?? 'no state'}; ours has its own.`;
  }
  if (readBinding(fields).channelLookup) return 'No message; it says which number the conversation is on.';
  return `Nothing is to be done about "${eventType.slice(0, 60)}".`;
}
