/**
 * Calendar file of a booking, and the link to it. The link contains the booking's id and a MAC, so bookings cannot be
 * enumerated; the file always shows the current booking, a cancellation included. The MAC covers the customer's phone
 * too: when the booking is given to another customer, the former one's link stops working.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { BookingStatus } from '../domain/booking-vocabulary.js';
import { isUuid } from '../domain/uuid-v7.js';
import { Booking } from '../entities/booking.entity.js';
import { Salon } from '../entities/salon.entity.js';

/** Calendar files. */
export interface CalendarFiles {
  /** The path of a booking's file on this server, for the customer with this phone. */
  pathOf(bookingId: string, phone: string): string;
  /** The file for the last segment of a path; null for a path with an invalid MAC, or a booking without a time. */
  read(name: string): Promise<string | null>;
}

const bookings = tableOf(Booking);
const booking = bookings.of('b');
const salon = tableOf(Salon).of('s');

interface CalendarRow
  extends Pick<
    Booking,
    | 'id'
    | 'status'
    | 'startsAt'
    | 'lengthSeconds'
    | 'services'
    | 'staffName'
    | 'clientPhone'
    | 'revision'
    | 'updatedAt'
  > {
  readonly salonName: string;
  readonly address: string | null;
}

const select = statement(
  'booking-calendar-row',
  sql`select ${bookings.select('b', ['id', 'status', 'startsAt', 'lengthSeconds', 'services', 'staffName', 'clientPhone', 'revision', 'updatedAt'])},
          ${as('salonName', salon.name)}, ${as('address', salon.address)}
     from ${bookings.table} b join ${tableOf(Salon).table} s on ${salon.id} = ${booking.salonId}
    where ${booking.id} = $1`,
);

/** Path of the files. */
export const calendarPath = '/calendar';
const macChars = 22;
const defaultLengthSeconds = 3_600;

/** Creates the files; every process of an installation must use the same secret. */
export function createCalendarFiles(database: Database, secret: string): CalendarFiles {
  const macOf = (id: string, phone: string) =>
    createHmac('sha256', secret).update(`calendar ${id} ${phone}`).digest('base64url').slice(0, macChars);
  return {
    pathOf: (bookingId, phone) => `${calendarPath}/${bookingId}.${macOf(bookingId, phone)}.ics`,
    read: async name => {
      const [id = '', mac = '', extension] = name.split('.');
      if (extension !== 'ics' || !isUuid(id) || mac.length !== macChars) return null;
      const [row] = await database.query(select, [id]);
      const expected = Buffer.from(macOf(id, row?.clientPhone ?? ''));
      // Compared also for an unknown booking, so that timing reveals nothing; a MAC with other characters is invalid.
      const given = Buffer.from(mac);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      return row ? toCalendarFile(row) : null;
    },
  };
}

/** The file's text; null for a booking without a time. */
function toCalendarFile(row: CalendarRow): string | null {
  if (row.startsAt === null) return null;
  const isCancelled = row.status === BookingStatus.CANCELLED;
  const calendar = ical({
    name: row.salonName,
    prodId: { company: 'Trunkline', product: 'Bookings' },
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  const services = row.services.map(({ title }) => title).join(', ');
  calendar.createEvent({
    id: `${row.id}@trunkline`,
    sequence: row.revision,
    stamp: row.updatedAt,
    start: row.startsAt,
    end: new Date(row.startsAt.getTime() + (row.lengthSeconds ?? defaultLengthSeconds) * 1_000),
    summary: services || row.salonName,
    description: row.staffName ?? undefined,
    location: [row.salonName, row.address].filter(Boolean).join(', '),
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  return calendar.toString();
}
