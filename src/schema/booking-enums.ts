/** Registers the vocabularies of bookings with the schema. Importing this file is enough. */
import { registerEnumType } from 'type-graphql';
import {
  BookingAction,
  BookingNotificationDecision,
  BookingNotificationKind,
  BookingStatus,
} from '../domain/booking-vocabulary.js';

type Descriptions<Members extends object> = { readonly [Name in keyof Members]: string };

function register<Members extends object>(
  members: Members,
  name: string,
  description: string,
  values: Descriptions<Members>,
): void {
  const valuesConfig = Object.fromEntries(
    Object.entries<string>(values).map(([value, text]) => [value, { description: text }]),
  );
  registerEnumType(members, { name, description, valuesConfig: valuesConfig as never });
}

register(BookingStatus, 'BookingStatus', 'Whether a booking still stands.', {
  ACTIVE: 'It stands, or the visit has taken place.',
  CANCELLED: 'It was cancelled, or deleted at the booking system.',
});

register(BookingAction, 'BookingAction', 'What the booking system said that happened to a booking.', {
  CREATED: 'It was made.',
  UPDATED: 'Something about it changed.',
  CANCELLED: 'It was deleted.',
});

register(BookingNotificationKind, 'BookingNotificationKind', 'What a notice tells the customer.', {
  CREATED: 'They are booked.',
  UPDATED: 'Their booking has changed.',
  CANCELLED: 'Their booking is cancelled.',
  GROUPED: 'Several of their bookings have changed.',
  REMINDER: 'Their visit is near.',
});

register(
  BookingNotificationDecision,
  'BookingNotificationDecision',
  'What was decided about telling a customer. More can be added.',
  {
    SENT: 'A message was put into the outbox; how far it came is in its status.',
    SCHEDULED: 'It waits for more changes of the same customer, to tell all of them at once.',
    SKIPPED_CREATED_BY_BOT: 'The bot made the booking, and told the customer itself.',
    SKIPPED_RECENTLY_ACTIVE: 'The customer wrote a moment ago, so they are being talked to.',
    SKIPPED_NO_PHONE: 'The booking has no phone number.',
    SKIPPED_NO_CHANGE: 'Nothing changed that the customer sees; a visit’s status is no change of it.',
    SKIPPED_NO_TIME:
      'The time of the visit is missing or cannot be read; a notice without one would mislead. `reason` shows what stood there.',
    SKIPPED_VISIT_OVER:
      "By the branch's clock the visit is over: its length has passed, or, where that is not known, it has begun.",
    SKIPPED_DUPLICATE: 'It was told before, or is older than what is known.',
    FAILED: 'The branch has no number that can send; `reason` says what to do.',
  },
);
