/** Batch loaders of bookings and their related rows. */
import type { EntityClass } from '@mikro-orm/core';
import { tableOf } from '../database/columns.js';
import { selectWithout } from '../database/row-shape.js';
import { as, sql, text } from '../database/sql.js';
import { type TenantStatement, tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { isUuid } from '../domain/uuid-v7.js';
import { Booking } from '../entities/booking.entity.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { BookingNotification } from '../entities/booking-notification.entity.js';
import { BookingRevision } from '../entities/booking-revision.entity.js';
import { Salon } from '../entities/salon.entity.js';
import type { BookingNotificationRow, BookingRow } from './booking-page.js';
import type { Loaders } from './loaders.js';

/** Dependencies of the loaders. */
export interface LoadSource {
  readonly reader: TenantReader;
  readonly loaders: Loaders;
}

/** A branch as queries return it. */
export type SalonListRow = Readonly<Salon>;

const revisions = tableOf(BookingRevision);
const revision = revisions.of('r');
const notifications = tableOf(BookingNotification);
const notification = notifications.of('n');
const salons = tableOf(Salon);
const accounts = tableOf(BookingAccount);

function byId<
  Entity extends { id: string; tenantId: string },
  Hidden extends Extract<keyof Entity, string> = never,
>(entity: EntityClass<Entity>, hidden: readonly Hidden[] = []) {
  const table = tableOf(entity);
  const { id, tenantId } = table.of('r');
  return tenantStatement(
    `${table.table}-by-id`,
    sql`select ${selectWithout(entity, 'r', hidden)} from ${table.table} r where ${tenantId} = $1 and ${id} = any($2::uuid[])`,
  );
}

const statements = {
  booking: byId(Booking, ['told', 'toldAt']),
  notification: byId(BookingNotification),
  salon: byId(Salon),
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

function one<Row extends { readonly id: string }>(
  { reader, loaders }: LoadSource,
  key: string,
  query: TenantStatement<Row>,
  id: string | null,
): Promise<Row | null> {
  if (id === null || !isUuid(id)) return Promise.resolve(null);
  return loaders
    .byParent<Row | null>(key, async ids => {
      const rows = new Map((await reader.rows(query, ids)).map(row => [row.id, row]));
      return ids.map(wanted => rows.get(wanted) ?? null);
    })
    .load(id.toLowerCase());
}

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
  one<BookingRow>(source, 'booking', statements.booking, id);

/** The decision with this id; null when the tenant has none. */
export const loadBookingNotification = (source: LoadSource, id: string | null) =>
  one<BookingNotificationRow>(source, 'booking-notification', statements.notification, id);

/** The branch with this id; null when the tenant has none. */
export const loadSalon = (source: LoadSource, id: string | null) =>
  one<SalonListRow>(source, 'salon', statements.salon, id);

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
