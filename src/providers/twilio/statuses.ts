import { MessageStatus } from '../../domain/delivery-status.js';
import type { StatusReport } from '../../domain/inbound-event.js';
import { explainCode, waitOfCode } from './error-codes.js';
import { type Fields, readFirst, readWord } from './fields.js';

/** Message statuses of both products (docs/providers/twilio.md, "Statuses"). */
const statuses: Readonly<Record<string, MessageStatus>> = {
  accepted: MessageStatus.QUEUED,
  scheduled: MessageStatus.QUEUED,
  queued: MessageStatus.QUEUED,
  sending: MessageStatus.SENDING,
  sent: MessageStatus.SENT,
  delivered: MessageStatus.DELIVERED,
  partially_delivered: MessageStatus.DELIVERED,
  read: MessageStatus.READ,
  undelivered: MessageStatus.FAILED,
  failed: MessageStatus.FAILED,
  canceled: MessageStatus.CANCELLED,
};

/** Maps Twilio's status to ours; null for an unknown one. */
export function toMessageStatus(word: string | null): MessageStatus | null {
  const known = word?.toLowerCase() ?? '';
  return Object.hasOwn(statuses, known) ? (statuses[known] ?? null) : null;
}

/** The failure in a report; null when the status is not a failure. */
export function readFailure(fields: Fields, status: MessageStatus): StatusReport['failure'] {
  if (status !== MessageStatus.FAILED) return null;
  const providerCode = readWord(fields, 'ErrorCode');
  const said = readFirst(fields, ['ErrorMessage', 'ChannelStatusMessage']);
  return {
    providerCode,
    message: explainCode(providerCode) ?? said ?? 'Twilio reports that it could not deliver the message.',
    retryable: waitOfCode(providerCode) !== null,
  };
}
