/** The connections of bookings. */
import { Booking } from '../entities/booking.entity.js';
import { BookingNotification } from '../entities/booking-notification.entity.js';
import { createConnection } from './connection.js';

/** Bookings. */
export const BookingConnection = createConnection('Booking', Booking, {
  rows: 'bookings',
  hasTotalCount: true,
});
/** Notification decisions. */
export const BookingNotificationConnection = createConnection('BookingNotification', BookingNotification, {
  rows: 'decisions about booking notices, newest first',
});
