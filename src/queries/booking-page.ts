/** Pages of bookings and of the decisions about their notices. */
import { tableOf } from '../database/columns.js';
import type { BookingNotificationDecision, BookingStatus } from '../domain/booking-vocabulary.js';
import { BookingOrder } from '../domain/list-order.js';
import { Booking } from '../entities/booking.entity.js';
import { BookingNotification } from '../entities/booking-notification.entity.js';
import { idIn, idIs, timeIs, when, wordIn, wordIs } from './conditions.js';
import type { Page, PageArguments } from './page.js';
import type { Condition, PagedList } from './page-sql.js';
import { listById, plainRows } from './projection.js';
import { type PageSource, readPage, readPageOf } from './read-page.js';

/** A booking as queries return it. */
export type BookingRow = Readonly<Omit<Booking, 'told' | 'toldAt'>>;
/** A decision as queries return it. */
export type BookingNotificationRow = Readonly<BookingNotification>;

const bookings = tableOf(Booking);
const booking = bookings.of('b');
const notification = tableOf(BookingNotification).of('n');
const bookedAt = bookings.of('b1');

/** A booking without a time comes last; keyset bounds cannot express null. */
const visitOrder = `coalesce(${booking.startsAt}, '-infinity'::timestamptz)`;

const latestFirst: PagedList = {
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
const lists: Readonly<Record<BookingOrder, PagedList>> = {
  [BookingOrder.LATEST_VISIT_FIRST]: latestFirst,
  [BookingOrder.NEXT_VISIT_FIRST]: {
    ...latestFirst,
    name: 'bookings-next',
    use: 'bookings-next',
    order: 'asc',
  },
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
  readonly salonIds?: readonly string[] | null;
  readonly startsAfter?: Date | null;
  readonly startsBefore?: Date | null;
}

/** The bookings of the tenant. */
export function bookingPage(
  source: PageSource,
  filter: BookingListFilter,
  order: BookingOrder,
  args: PageArguments,
): Promise<Page<BookingRow>> {
  const isTimed = filter.startsBefore != null || order === BookingOrder.NEXT_VISIT_FIRST;
  const conditions = [
    ...wordIs('status', booking.status, filter.status),
    ...idIs('contactId', booking.contactId, filter.contactId),
    ...idIn('salonIds', booking.salonId, filter.salonIds),
    ...timeIs('startsAfter', visitOrder, '>=', filter.startsAfter),
    ...timeIs('startsBefore', visitOrder, '<', filter.startsBefore),
    ...when('timed', isTimed, `${booking.startsAt} is not null`),
  ];
  return readPage(source, { list: lists[order], projection, conditions }, args);
}

/** The bookings of a contact. */
export function bookingsOfContact(
  source: PageSource,
  contactId: string,
  args: PageArguments,
): Promise<Page<BookingRow>> {
  const parent = { name: 'of-contact', match: `${booking.contactId} = p.id`, id: contactId };
  return readPageOf(source, { list: latestFirst, projection }, parent, args);
}

/** Filters of the decision list; absent and null filter nothing. */
export interface BookingNotificationFilter {
  readonly decision?: readonly BookingNotificationDecision[] | null;
  readonly salonIds?: readonly string[] | null;
  readonly createdAfter?: Date | null;
  readonly createdBefore?: Date | null;
}

/** The decisions of the tenant. */
export function bookingNotificationPage(
  source: PageSource,
  filter: BookingNotificationFilter,
  args: PageArguments,
): Promise<Page<BookingNotificationRow>> {
  const conditions = [
    ...wordIn('decision', notification.decision, filter.decision),
    ...idIn('salonIds', bookedAt.salonId, filter.salonIds).map(aboutBookings),
    ...timeIs('createdAfter', notification.createdAt, '>=', filter.createdAfter),
    ...timeIs('createdBefore', notification.createdAt, '<', filter.createdBefore),
  ];
  return readPage(source, { list: notificationList, projection: notificationProjection, conditions }, args);
}

function aboutBookings({ name, toSql }: Condition): Condition {
  return {
    name,
    toSql: parameters =>
      `exists (select 1 from ${bookings.table} b1
         where ${bookedAt.id} = ${notification.bookingId} and ${bookedAt.tenantId} = $1 and ${toSql(parameters)})`,
  };
}
