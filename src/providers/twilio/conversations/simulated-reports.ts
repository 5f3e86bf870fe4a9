import type { ProviderCredentials } from '../../contract/provider-credentials.js';
import type { SimulatedWebhook, TakenMessage } from '../../contract/simulator.js';
import { allStatuses } from '../../simulation/simulated-abilities.js';
import {
  type FormTarget,
  isWindowClosed,
  toSid,
  toSignedForm,
  windowClosedCode,
} from '../simulated-request.js';
import { toAttributes } from './correlation.js';
import { conversationsWebhookPath } from './paths.js';
import type { SimulatedThread } from './simulated-threads.js';

/** Events that Conversations posts about an accepted message: the message itself, then the recipients' receipts. */
export function toReportsOn(
  { delivery, externalId, correlationId, at, faults, statuses = allStatuses }: TakenMessage,
  thread: SimulatedThread,
  credentials: ProviderCredentials,
  target: Omit<FormTarget, 'path'>,
): readonly SimulatedWebhook[] {
  const common = {
    ConversationSid: thread.sid,
    MessageSid: externalId,
    ...(credentials.serviceSid ? { ChatServiceSid: String(credentials.serviceSid) } : {}),
    DateCreated: at.toISOString(),
    RetryCount: '0',
  };
  const added = {
    ...common,
    EventType: 'onMessageAdded',
    Author: 'system',
    Body: delivery.text ?? '',
    Source: 'API',
    Attributes: correlationId === null ? '{}' : toAttributes(correlationId),
  };
  const isRefused = isWindowClosed(delivery, faults);
  const words = isRefused ? ['failed'] : statuses;
  const receipts = words.map((status, seconds) => ({
    ...common,
    EventType: 'onDeliveryUpdated',
    ParticipantSid: thread.participantSid,
    DeliveryReceiptSid: toSid('DY', externalId),
    Status: status,
    ...(isRefused && { ErrorCode: windowClosedCode }),
    DateUpdated: new Date(at.getTime() + seconds * 1_000).toISOString(),
  }));
  const path = conversationsWebhookPath;
  const echo = statuses.includes('sent') ? [added] : [];
  return [...echo, ...receipts].map(fields => toSignedForm({ ...target, path }, fields, credentials));
}
