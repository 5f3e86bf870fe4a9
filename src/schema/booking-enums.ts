/** Registers the enums of bookings with the schema. Importing this file is enough. */
import {
  BookingAction,
  BookingNotificationDecision,
  BookingNotificationKind,
  BookingStatus,
} from '../domain/booking-vocabulary.js';
import { register } from './register-enum.js';

register(BookingStatus, 'BookingStatus', 'Status of a booking.', {
  ACTIVE: 'It is active, or the visit has taken place.',
  CANCELLED: 'It was cancelled, or deleted at the booking system.',
});

register(BookingAction, 'BookingAction', 'Action on a booking, as reported by the booking system.', {
  CREATED: 'It was created.',
  UPDATED: 'It was changed.',
  CANCELLED: 'It was deleted.',
});

register(BookingNotificationKind, 'BookingNotificationKind', 'Kind of a notice.', {
  CREATED: 'A new booking.',
  UPDATED: 'A changed booking.',
  CANCELLED: 'A cancelled booking.',
  GROUPED: 'Changes of several bookings.',
  REMINDER: 'A reminder before the visit.',
});

register(
  BookingNotificationDecision,
  'BookingNotificationDecision',
  'The decision about a notice. More values can be added.',
  {
    SENT: 'A message was queued; its status shows the delivery.',
    SCHEDULED: 'Waits for further changes of the same customer, to combine them into one notice.',
    SKIPPED_CREATED_BY_BOT: 'The bot created the booking and notified the customer itself.',
    SKIPPED_RECENTLY_ACTIVE: 'The customer wrote recently, so an agent is talking to them.',
    SKIPPED_NO_PHONE: 'The booking has no phone number.',
    SKIPPED_NO_CHANGE: 'No field that is visible to the customer has changed; the attendance does not count.',
    SKIPPED_NO_TIME:
      'The time of the visit is missing or cannot be parsed; a notice without one would mislead. `reason` shows the received text.',
    SKIPPED_VISIT_OVER:
      "The visit is over, in the branch's time zone: its end has passed, or its start if the length is unknown.",
    SKIPPED_DUPLICATE: 'The customer was already notified, or the event is older than the known state.',
    FAILED: 'The branch has no number that can send; `reason` explains how to fix it.',
  },
);
