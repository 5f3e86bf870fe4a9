/** Batch loaders of bookings and their related rows. */
import { tableOf } from '../database/columns.js';
import { as, sql, text } from '../database/sql.js';
import { type TenantStatement, tenantStatement } from '../database/statement.js';
import { Booking } from '../entities/booking.entity.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { BookingNotification } from '../entities/booking-notification.entity.js';
import { BookingRevision } from '../entities/booking-revision.entity.js';
import { Salon } from '../entities/salon.entity.js';
import type { BookingNotificationRow, BookingRow } from './booking-page.js';
import { loadById } from './load-by-id.js';
import type { LoadSource } from './load-source.js';
import { rowsById } from './rows-by-id.js';

/** A branch as queries return it. */
export type SalonListRow = Readonly<Salon>;

const revisions = tableOf(BookingRevision);
const revision = revisions.of('r');
const notifications = tableOf(BookingNotification);
const notification = notifications.of('n');
const salons = tableOf(Salon);
const accounts = tableOf(BookingAccount);

const statements = {
  booking: rowsById(Booking, ['told', 'toldAt']),
  notification: rowsById(BookingNotification),
  salon: rowsById(Salon),
  revisions: tenantStatement(
    'booking-revisions-by-booking',
    sql`select ${revisions.select('r')} from ${revisions.table} r
      where ${revision.tenantId} = $1 and ${revision.bookingId} = any($2::uuid[]) order by ${revision.number}`,
  ),
  notifications: tenantStatement(
    'booking-notifications-by-booking',
    sql`select ${notifications.select('n')} from ${notifications.table} n
      where ${notification.tenantId} = $1 and ${notification.bookingId} = any($2::uuid[]) order by ${notification.id}`,
  ),
  ofEvents: tenantStatement(
    'bookings-by-source-event',
    sql`select distinct on (e.id) ${as('eventId', text('e.id'))}, ${as('bookingId', text('e.booking_id'))} from (
       select ${revision.sourceEventId} as id, ${revision.bookingId} as booking_id from ${revisions.table} r
        where ${revision.tenantId} = $1 and ${revision.sourceEventId} = any($2::uuid[])
       union all
       select ${notification.sourceEventId}, ${notification.bookingId} from ${notifications.table} n
        where ${notification.tenantId} = $1 and ${notification.sourceEventId} = any($2::uuid[])) e`,
  ),
  accounts: tenantStatement(
    'booking-accounts-of-tenant',
    sql`select ${accounts.select('a')} from ${accounts.table} a where ${accounts.of('a').tenantId} = $1 order by ${accounts.of('a').id}`,
  ),
  salons: tenantStatement(
    'salons-of-tenant',
    sql`select ${salons.select('s')} from ${salons.table} s where ${salons.of('s').tenantId} = $1 order by ${salons.of('s').id}`,
  ),
};

function many<Row extends { readonly bookingId: string }>(
  { reader, loaders }: LoadSource,
  key: string,
  query: TenantStatement<Row>,
  bookingId: string,
): Promise<readonly Row[]> {
  return loaders
    .byParent<readonly Row[]>(key, async ids => {
      const lists = new Map<string, Row[]>(ids.map(id => [id, []]));
      for (const row of await reader.rows(query, ids)) lists.get(row.bookingId)?.push(row);
      return ids.map(id => lists.get(id) ?? []);
    })
    .load(bookingId);
}

/** The booking with this id; null when the tenant has none. */
export const loadBooking = (source: LoadSource, id: string | null) =>
  loadById<BookingRow>(source, statements.booking, id);

/** The decision with this id; null when the tenant has none. */
export const loadBookingNotification = (source: LoadSource, id: string | null) =>
  loadById<BookingNotificationRow>(source, statements.notification, id);

/** The branch with this id; null when the tenant has none. */
export const loadSalon = (source: LoadSource, id: string | null) =>
  loadById<SalonListRow>(source, statements.salon, id);

/** The changes of a booking, oldest first. */
export const loadRevisions = (source: LoadSource, bookingId: string) =>
  many<Readonly<BookingRevision>>(source, 'booking-revisions', statements.revisions, bookingId);

/** The decisions about a booking, oldest first. */
export const loadNotificationsOf = (source: LoadSource, bookingId: string) =>
  many<BookingNotificationRow>(source, 'booking-notifications-of', statements.notifications, bookingId);

/** All connections of the tenant. */
export const listBookingAccounts = ({ reader }: LoadSource) => reader.rows(statements.accounts);

/** All branches of the tenant. */
export const listSalons = ({ reader }: LoadSource) => reader.rows(statements.salons);

/** The booking that a ledger entry created, changed, or decided about. */
export async function loadBookingOfEvent(source: LoadSource, eventId: string): Promise<BookingRow | null> {
  const { reader, loaders } = source;
  const bookingId = await loaders
    .byParent<string | null>('booking-of-event', async ids => {
      const rows = await reader.rows(statements.ofEvents, ids);
      const found = new Map(rows.map(row => [row.eventId, row.bookingId]));
      return ids.map(id => found.get(id) ?? null);
    })
    .load(eventId);
  return loadBooking(source, bookingId);
}
