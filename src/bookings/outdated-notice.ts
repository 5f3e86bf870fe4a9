/**
 * Whether a notice still holds when its message is about to be sent. That can be long after it was written: its number
 * was not ACTIVE, or the provider was away.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, bool, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { BookingNotificationKind, BookingStatus } from '../domain/booking-vocabulary.js';
import { Booking } from '../entities/booking.entity.js';
import { BookingNotification } from '../entities/booking-notification.entity.js';
import { visitOverReason } from './visit-time.js';

const notification = tableOf(BookingNotification).of('n');
const booking = tableOf(Booking).of('b');

/** When the visit of the notice begins; rows of earlier versions do not say, so the booking does. */
const start = `coalesce(${notification.visitStartsAt}, ${booking.startsAt})`;
const isOver = `coalesce(${start} + coalesce(${booking.lengthSeconds}, 0) * interval '1 s' <= now(), false)`;
const isChanged = `(${notification.kind} <> ${quoted(BookingNotificationKind.CANCELLED)} and ${booking.status} = ${quoted(BookingStatus.CANCELLED)}
    or ${notification.kind} = ${quoted(BookingNotificationKind.REMINDER)} and ${start} is distinct from ${booking.startsAt})`;

const findOutdated = statement(
  'booking-find-outdated-notice',
  sql`select ${as('isOver', bool(`bool_and(${isOver})`))} from ${tableOf(BookingNotification).table} n
     join ${tableOf(Booking).table} b on ${booking.id} = ${notification.bookingId}
    where ${notification.tenantId} = $1 and ${notification.messageId} = $2
   having bool_and(${isOver} or ${isChanged})`,
);

/**
 * Why the message of a notice must no longer be sent: its visit is over; the visit was cancelled, which the notice of
 * the cancellation says; or, of a reminder, the visit was moved. A message about several bookings is sent while it holds
 * for one of them. @returns null when it holds, or is no notice
 */
export async function findOutdatedReason(
  database: Database,
  tenantId: string,
  messageId: string,
): Promise<string | null> {
  const [row] = await database.query(findOutdated, [tenantId, messageId]);
  if (!row) return null;
  return row.isOver ? visitOverReason : 'The visit was cancelled or moved before the notice was sent.';
}
