/**
 * Checks that a notice is still valid when its message is about to be sent. That can be long after it was written: its
 * number was not ACTIVE, or the provider was unavailable.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, bool, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { BookingNotificationKind, BookingStatus } from '../domain/booking-vocabulary.js';
import { Booking } from '../entities/booking.entity.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { BookingNotification } from '../entities/booking-notification.entity.js';
import { Salon } from '../entities/salon.entity.js';
import { visitOverReason } from './visit-time.js';

const notification = tableOf(BookingNotification).of('n');
const booking = tableOf(Booking).of('b');
const salon = tableOf(Salon).of('s');
const account = tableOf(BookingAccount).of('a');

/** Start of the visit of the notice; rows of earlier versions lack it, so the booking's is used. */
const start = `coalesce(${notification.visitStartsAt}, ${booking.startsAt})`;
const isOver = `coalesce(${start} + coalesce(${booking.lengthSeconds}, 0) * interval '1 s' <= now(), false)`;
const isChanged = `(${notification.kind} <> ${quoted(BookingNotificationKind.CANCELLED)} and ${booking.status} = ${quoted(BookingStatus.CANCELLED)}
    or ${notification.kind} = ${quoted(BookingNotificationKind.REMINDER)} and ${start} is distinct from ${booking.startsAt})`;

const isDisconnected = `${account.disconnectedAt} is not null`;

const findOutdated = statement(
  'booking-find-outdated-notice',
  sql`select ${as('isOver', bool(`bool_and(${isOver})`))}, ${as('isDisconnected', bool(`bool_and(${isDisconnected})`))} from ${tableOf(BookingNotification).table} n
     join ${tableOf(Booking).table} b on ${booking.id} = ${notification.bookingId}
     join ${tableOf(Salon).table} s on ${salon.id} = ${booking.salonId}
     join ${tableOf(BookingAccount).table} a on ${account.id} = ${salon.accountId}
    where ${notification.tenantId} = $1 and ${notification.messageId} = $2
   having bool_and(${isOver} or ${isChanged} or ${isDisconnected})`,
);

/**
 * Reason not to send the message of a notice any longer: its visit is over; the visit was cancelled, which the notice
 * of the cancellation reports; or, for a reminder, the visit was moved. A message about several bookings is sent while
 * it is valid for one of them. @returns null when it is valid, or the message is no notice
 */
export async function findOutdatedReason(
  database: Database,
  tenantId: string,
  messageId: string,
): Promise<string | null> {
  const [row] = await database.query(findOutdated, [tenantId, messageId]);
  if (!row) return null;
  if (row.isDisconnected) return 'The connection to the booking system was disconnected.';
  return row.isOver ? visitOverReason : 'The visit was cancelled or moved before the notice was sent.';
}
