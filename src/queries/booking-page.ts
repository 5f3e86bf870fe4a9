/** Pages of bookings and of the decisions about their notices. */
import { tableOf } from '../database/columns.js';
import type { BookingNotificationDecision, BookingStatus } from '../domain/booking-vocabulary.js';
import { Booking } from '../entities/booking.entity.js';
import { BookingNotification } from '../entities/booking-notification.entity.js';
import { idIs, timeIs, when, wordIn, wordIs } from './conditions.js';
import type { Page, PageArguments } from './page.js';
import type { PagedList } from './page-sql.js';
import { listById, plainRows } from './projection.js';
import { type PageSource, readPage, readPageOf } from './read-page.js';

/** A booking as queries return it. */
export type BookingRow = Readonly<Omit<Booking, 'told' | 'toldAt'>>;
/** A decision as queries return it. */
export type BookingNotificationRow = Readonly<BookingNotification>;

const bookings = tableOf(Booking);
const booking = bookings.of('b');
const notification = tableOf(BookingNotification).of('n');

/** A booking without a time comes last; keyset bounds cannot express null. */
const visitOrder = `coalesce(${booking.startsAt}, '-infinity'::timestamptz)`;

const list: PagedList = {
  name: 'bookings',
  use: 'bookings',
  table: bookings.table,
  alias: 'b',
  tenantColumn: booking.tenantId,
  keys: [
    { sql: visitOrder, type: 'timestamptz' },
    { sql: booking.id, type: 'uuid' },
  ],
  order: 'desc',
};
const projection = plainRows(Booking, 'b', ['told', 'toldAt']);
const notificationList = listById(
  BookingNotification,
  'booking-notifications',
  'booking-notifications',
  'n',
  'desc',
);
const notificationProjection = plainRows(BookingNotification, 'n');

/** Filters of the booking list; absent and null filter nothing. */
export interface BookingListFilter {
  readonly status?: BookingStatus | null;
  readonly contactId?: string | null;
  readonly from?: Date | null;
  readonly to?: Date | null;
}

/** The bookings of the tenant. */
export function bookingPage(
  source: PageSource,
  filter: BookingListFilter,
  args: PageArguments,
): Promise<Page<BookingRow>> {
  const conditions = [
    ...wordIs('status', booking.status, filter.status),
    ...idIs('contactId', booking.contactId, filter.contactId),
    ...timeIs('from', visitOrder, '>=', filter.from),
    ...timeIs('to', visitOrder, '<', filter.to),
    ...when('timed', filter.to != null, `${booking.startsAt} is not null`),
  ];
  return readPage(source, { list, projection, conditions }, args);
}

/** The bookings of a contact. */
export function bookingsOfContact(
  source: PageSource,
  contactId: string,
  args: PageArguments,
): Promise<Page<BookingRow>> {
  const parent = { name: 'of-contact', column: booking.contactId, id: contactId };
  return readPageOf(source, { list, projection }, parent, args);
}

/** Filters of the decision list; absent and null filter nothing. */
export interface BookingNotificationFilter {
  readonly decision?: readonly BookingNotificationDecision[] | null;
  readonly since?: Date | null;
}

/** The decisions of the tenant. */
export function bookingNotificationPage(
  source: PageSource,
  filter: BookingNotificationFilter,
  args: PageArguments,
): Promise<Page<BookingNotificationRow>> {
  const conditions = [
    ...wordIn('decision', notification.decision, filter.decision),
    ...timeIs('since', notification.createdAt, '>=', filter.since),
  ];
  return readPage(source, { list: notificationList, projection: notificationProjection, conditions }, args);
}
