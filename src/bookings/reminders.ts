/**
 * Reminders before the visit, by each branch's hours. A sweep finds what is due: a booking that was moved, cancelled or
 * delayed has no job that would need a change.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, int, notNull, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { BookingNotificationKind, BookingStatus } from '../domain/booking-vocabulary.js';
import { isOwnPhone } from '../domain/identity/own-addresses.js';
import { isRepeated } from '../domain/zoned-time.js';
import { Booking } from '../entities/booking.entity.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { BookingNotification } from '../entities/booking-notification.entity.js';
import { Salon } from '../entities/salon.entity.js';
import type { Sweep } from '../jobs/sweep.js';
import { type LockedBooking, lockBookings } from './booking-rows.js';
import { toNoticeFacts } from './booking-state.js';
import { ensureClient } from './ensure-client.js';
import { addDecision } from './notification-rows.js';
import { toVariables } from './render-notice.js';
import { findSalonById, toPlace } from './salon-row.js';
import { type NoticeTools, sendNotice } from './send-notice.js';

const bookings = tableOf(Booking);
const booking = bookings.of('b');
const salons = tableOf(Salon);
const salon = salons.of('s');
const notifications = tableOf(BookingNotification);
const notification = notifications.of('n');
const account = tableOf(BookingAccount).of('a');

interface DueReminder {
  readonly tenantId: string;
  readonly bookingId: string;
  readonly salonId: string;
  readonly hours: number;
  readonly startsAt: Date;
}

const lead = "h.hours * interval '1 hour'";
/** Both keys of `toDedupeKey`, in SQL: earlier versions wrote the local time alone for either of two moments. */
const localKey = `'REMINDER:' || h.hours || ':' || ${booking.startsAtLocal}`;
const momentKey = `${localKey} || '@' || floor(extract(epoch from ${booking.startsAt}))::bigint`;

/** A visit gets one reminder per hour setting of the branch. If clocks show the time twice, the key has the moment. */
function toDedupeKey({ startsAtLocal, startsAt }: LockedBooking, hours: number, timezone: string): string {
  const key = `REMINDER:${hours}:${startsAtLocal}`;
  if (startsAt === null || startsAtLocal === null || !isRepeated(startsAtLocal, timezone)) return key;
  return `${key}@${Math.floor(startsAt.getTime() / 1_000)}`;
}

/**
 * Due, and late by less than half its lead time (after an outage a late reminder is better than none); not for a visit
 * whose notice was sent after the reminder's own time.
 */
const findDue = statement(
  'booking-find-due-reminders',
  sql`select ${as('tenantId', booking.tenantId)}, ${as('bookingId', booking.id)}, ${as('salonId', booking.salonId)}, ${as('hours', int('h.hours'))},
          ${as('startsAt', notNull(booking.startsAt))}
     from ${salons.table} s
     join ${tableOf(BookingAccount).table} a on ${account.id} = ${salon.accountId} and ${account.disconnectedAt} is null
     cross join unnest(${salon.reminderHours}) as h(hours)
     join ${bookings.table} b on ${booking.salonId} = ${salon.id}
      and ${booking.startsAt} > $1::timestamptz + ${lead} / 2 and ${booking.startsAt} <= $1::timestamptz + ${lead}
    where ${booking.status} = ${quoted(BookingStatus.ACTIVE)} and ${booking.clientPhone} is not null and ${booking.attendance} in (0, 2)
      and ${booking.createdAt} <= ${booking.startsAt} - ${lead}
      and (${booking.toldAt} is null or ${booking.toldAt} <= ${booking.startsAt} - ${lead})
      and not exists (select 1 from ${notifications.table} n
            where ${notification.bookingId} = ${booking.id} and ${notification.dedupeKey} in (${localKey}, ${momentKey}))
    order by ${booking.startsAt}, ${booking.id} limit 500`,
);

/** Options of `createReminderSweep`. */
export interface ReminderOptions {
  readonly database: Database;
  readonly tools: NoticeTools;
  /** The server's clock; for tests. */
  readonly now?: () => Date;
}

/** Sends due reminders. @returns how many reminders were decided */
export async function sendDueReminders({
  database,
  tools,
  now = () => new Date(),
}: ReminderOptions): Promise<number> {
  const due = await database.query(findDue, [now()]);
  for (const reminder of due) await remind(database, reminder, tools);
  return due.length;
}

/** Runs at start and every minute. */
export function createReminderSweep(options: ReminderOptions): Sweep {
  return {
    name: 'booking reminders',
    everyMs: 60_000,
    run: async () => void (await sendDueReminders(options)),
  };
}

function remind(database: Database, due: DueReminder, tools: NoticeTools): Promise<void> {
  const { tenantId, bookingId } = due;
  return database.publish(tenantId, async transaction => {
    const [row] = await lockBookings(transaction, tenantId, [bookingId]);
    const place = await findSalonById(transaction, tenantId, due.salonId);
    if (!row?.clientPhone || !place || !isStillDue(row, due)) return;
    if (isOwnPhone(row.clientPhone, place.ownKeys)) return;
    const dedupeKey = toDedupeKey(row, due.hours, place.timezone);
    const client = await ensureClient(transaction, tenantId, {
      phone: row.clientPhone,
      name: row.clientName,
    });
    const outcome = await sendNotice(
      transaction,
      {
        salon: place,
        kind: BookingNotificationKind.REMINDER,
        calendarOf: bookingId,
        contactId: client.contactId,
        phone: client.phone,
        clientName: client.name,
        variables: toVariables({ now: toNoticeFacts(row, place.timezone), known: null }, toPlace(place)),
        idempotencyKey: `booking:${bookingId}:${dedupeKey}`,
      },
      tools,
    );
    const { decision, reason, messageId, templateId, variant } = outcome;
    const kept = await addDecision(transaction, {
      tenantId,
      bookingId,
      kind: BookingNotificationKind.REMINDER,
      decision,
      reason,
      messageId,
      templateId,
      variant,
      revision: row.revision,
      visitStartsAt: row.startsAt,
      dedupeKey,
    });
    transaction.emit(...outcome.events, ...(kept ? [kept] : []));
  });
}

/** The row may have changed between the sweep's read and the lock: cancelled, moved, or assigned to a new customer. */
function isStillDue(row: LockedBooking, { hours, startsAt }: DueReminder): boolean {
  if (row.status !== BookingStatus.ACTIVE || row.startsAt === null) return false;
  if (row.startsAt.getTime() !== startsAt.getTime()) return false;
  return row.toldAt === null || row.toldAt.getTime() <= row.startsAt.getTime() - hours * 3_600_000;
}
