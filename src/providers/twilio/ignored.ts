import type { IgnoredEvent } from '../../domain/inbound-event.js';
import { ProviderKind } from '../../domain/vocabulary.js';
import { readAddress } from './address.js';
import { type Fields, readFirst, readWord } from './fields.js';
import { messageSidNames } from './shape.js';

/** An event without an effect, stored with the reason. */
export function ignored(fields: Fields, reason: string, extra: Partial<IgnoredEvent> = {}): IgnoredEvent {
  return {
    type: 'ignored',
    channelExternalId: null,
    eventType: readFirst(fields, ['EventType', 'MessageStatus', 'SmsStatus']) ?? 'unknown',
    externalEventId: readFirst(fields, [...messageSidNames, 'ParticipantSid', 'ConversationSid']),
    reason,
    ...extra,
  };
}

const products = {
  [ProviderKind.TWILIO_CONVERSATIONS]: 'Twilio Conversations',
  [ProviderKind.TWILIO_MESSAGING]: 'Twilio Messaging',
} as const;

/** A body of the product for which the company has connected no account. */
export function ignoredCopy(fields: Fields, product: keyof typeof products): IgnoredEvent {
  return ignored(
    fields,
    `This belongs to ${products[product]}, but only the other product is connected, which reports the same event itself. ` +
      `If it does not, connect the account as ${product} and create the channel there.`,
    { channelExternalId: readAddress(fields, 'To') },
  );
}

/** A body of neither product. */
export function ignoredUnknown(fields: Fields): IgnoredEvent {
  const what =
    readWord(fields, 'EventType') === null ? 'neither "EventType" nor "MessageSid"' : 'no known "EventType"';
  return ignored(fields, `The body has ${what}, so it is neither a message nor an event of Twilio.`);
}
