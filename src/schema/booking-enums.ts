/** Registers the enums of bookings with the schema. Importing this file is enough. */
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

register(BookingStatus, 'BookingStatus', 'Whether a booking is active.', {
  ACTIVE: 'It is active, or the visit has taken place.',
  CANCELLED: 'It was cancelled, or deleted at the booking system.',
});

register(BookingAction, 'BookingAction', 'What happened to a booking, as reported by the booking system.', {
  CREATED: 'It was made.',
  UPDATED: 'Something about it changed.',
  CANCELLED: 'It was deleted.',
});

register(BookingNotificationKind, 'BookingNotificationKind', 'What a notice is about.', {
  CREATED: 'They are booked.',
  UPDATED: 'Their booking has changed.',
  CANCELLED: 'Their booking is cancelled.',
  GROUPED: 'Several of their bookings have changed.',
  REMINDER: 'Their visit is near.',
});

register(
  BookingNotificationDecision,
  'BookingNotificationDecision',
  'The decision about a notice. More values can be added.',
  {
    SENT: 'A message was queued; its status shows the delivery.',
    SCHEDULED: 'It waits for more changes of the same customer, to send one notice about all of them.',
    SKIPPED_CREATED_BY_BOT: 'The bot made the booking and notified the customer itself.',
    SKIPPED_RECENTLY_ACTIVE: 'The customer wrote recently, so an agent is talking to them.',
    SKIPPED_NO_PHONE: 'The booking has no phone number.',
    SKIPPED_NO_CHANGE: 'Nothing that the customer sees has changed; the attendance does not count.',
    SKIPPED_NO_TIME:
      'The time of the visit is missing or cannot be read; a notice without one would mislead. `reason` shows the text in its place.',
    SKIPPED_VISIT_OVER:
      "By the branch's clock the visit is over: its length has passed, or, where that is not known, it has begun.",
    SKIPPED_DUPLICATE: 'The customer was already notified, or the event is older than the known state.',
    FAILED: 'The branch has no number that can send; `reason` says what to do.',
  },
);
