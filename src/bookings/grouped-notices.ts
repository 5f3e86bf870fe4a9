/**
 * Groups changes within a window into one notice: for one booking, its state at the last notice and its state now; for
 * several bookings of one customer, all of them in one message.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { gatherEvents } from '../database/gather-events.js';
import type { NewEvent } from '../database/publish.js';
import { as, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import {
  BookingNotificationDecision,
  BookingNotificationKind,
  BookingStatus,
} from '../domain/booking-vocabulary.js';
import { Booking } from '../entities/booking.entity.js';
import { BookingNotification } from '../entities/booking-notification.entity.js';
import { addJobSql } from '../jobs/add-job.js';
import { findVisibleChanges } from './booking-changes.js';
import { type LockedBooking, lockBookings, saveLastNotice } from './booking-rows.js';
import { toNoticeFacts } from './booking-state.js';
import { ensureClient } from './ensure-client.js';
import { type NewDecision, settleNotice } from './notification-rows.js';
import { toGroupedVariables, toVariables } from './render-notice.js';
import { findSalonById, toPlace } from './salon-row.js';
import { type NoticeTools, sendNotice } from './send-notice.js';
import { isVisitOver, visitOverReason } from './visit-time.js';

/** Name of the task. */
export const groupedNoticesTask = 'send-grouped-booking-notices';

/** The customer and branch whose changes are grouped. */
export interface NoticeGroup {
  readonly tenantId: string;
  readonly salonId: string;
  readonly phone: string;
}

const bookings = tableOf(Booking);
const booking = bookings.of('b');
const notifications = tableOf(BookingNotification);
const notification = notifications.of('n');

/** The first change decides the time: later ones find the job and leave its time unchanged. */
const enqueue = statement(
  'booking-enqueue-grouped',
  `select ${addJobSql(groupedNoticesTask, {
    payload: { tenantId: '$1::text', salonId: '$2::text', phone: '$3::text' },
    runAt: "now() + $4::int * interval '1 s'",
    maxAttempts: 12,
    key: "'booking-notices:' || $2::text || ':' || $3::text",
    keyMode: "'preserve_run_at'",
  })}`,
);

const findWaiting = statement(
  'booking-find-waiting',
  sql`select ${as('id', booking.id)} from ${bookings.table} b
    where ${booking.salonId} = $1 and ${booking.clientPhone} = $2 and exists (
      select 1 from ${notifications.table} n
       where ${notification.bookingId} = ${booking.id} and ${notification.decision} = ${quoted(BookingNotificationDecision.SCHEDULED)})`,
);

const readWaiting = statement(
  'booking-read-waiting',
  sql`select ${as('id', notification.id)}, ${as('bookingId', notification.bookingId)} from ${notifications.table} n
    where ${notification.bookingId} = any($1::uuid[]) and ${notification.decision} = ${quoted(BookingNotificationDecision.SCHEDULED)}
    order by ${notification.id} for update`,
);

/** Adds the job that sends the group's changes, unless it is queued already. */
export async function enqueueGroupedNotices(
  transaction: Transaction,
  { tenantId, salonId, phone }: NoticeGroup,
  delaySeconds: number,
): Promise<void> {
  await transaction.query(enqueue, [tenantId, salonId, phone, delaySeconds]);
}

interface Waiting {
  readonly noticeId: string;
  readonly booking: LockedBooking;
}

/** Sends the pending notices of a group in one message. @returns its events */
export async function sendGroupedNotices(
  transaction: Transaction,
  { tenantId, salonId, phone }: NoticeGroup,
  tools: NoticeTools,
  now: Date,
): Promise<NewEvent[]> {
  const salon = await findSalonById(transaction, tenantId, salonId);
  const found = await transaction.query(findWaiting, [salonId, phone]);
  const ids = found.map(({ id }) => id);
  if (!salon || ids.length === 0) return [];
  const locked = new Map((await lockBookings(transaction, tenantId, ids)).map(row => [row.id, row]));
  const rows = await transaction.query(readWaiting, [ids]);
  const waiting = rows.flatMap(({ id, bookingId }): Waiting[] => {
    const row = locked.get(bookingId);
    return row ? [{ noticeId: id, booking: row }] : [];
  });
  const events: NewEvent[] = [];
  const changed: Waiting[] = [];
  for (const item of waiting) {
    const whyVoid = findWhyVoid(item.booking, salon.timezone, now);
    if (whyVoid === null) changed.push(item);
    else events.push(await settleAsVoid(transaction, item, whyVoid));
  }
  changed.sort((a, b) => (a.booking.startsAtLocal ?? '').localeCompare(b.booking.startsAtLocal ?? ''));
  const [first] = changed;
  if (!first) return events;
  const place = toPlace(salon);
  const subjects = changed.map(({ booking: row }) => ({
    now: toNoticeFacts(row, salon.timezone),
    known: row.told,
  }));
  const kind = changed.length > 1 ? BookingNotificationKind.GROUPED : BookingNotificationKind.UPDATED;
  const { clientName } = first.booking;
  const client = await ensureClient(gatherEvents(transaction, events), tenantId, { phone, name: clientName });
  const [subject] = subjects;
  const outcome = await sendNotice(
    transaction,
    {
      salon,
      kind,
      calendarOf: first.booking.id,
      contactId: client.contactId,
      phone,
      clientName,
      variables:
        kind === BookingNotificationKind.UPDATED && subject
          ? toVariables(subject, place)
          : toGroupedVariables(subjects, place, clientName),
      idempotencyKey: `booking:${first.booking.id}:${first.booking.revision}:${kind}`,
    },
    tools,
  );
  events.push(...outcome.events);
  for (const { noticeId, booking: row } of changed) {
    if (outcome.decision === BookingNotificationDecision.SENT)
      await saveLastNotice(transaction, row.id, toNoticeFacts(row, salon.timezone));
    const { decision, reason, messageId, templateId, variant } = outcome;
    const dedupeKey =
      decision === BookingNotificationDecision.SENT ? `${kind}:${row.revision}` : `scheduled:${noticeId}`;
    const settled = {
      decision,
      reason,
      messageId,
      templateId,
      variant,
      kind,
      revision: row.revision,
      visitStartsAt: row.startsAt,
      dedupeKey,
    };
    events.push(await settleNotice(transaction, noticeId, settled));
  }
  return events;
}

/** Drops a scheduled notice whose change is part of another notice, or no longer applies. */
export async function dropScheduled(
  transaction: Transaction,
  bookingId: string,
  revision: number,
): Promise<NewEvent[]> {
  const rows = await transaction.query(readWaiting, [[bookingId]]);
  const events: NewEvent[] = [];
  for (const { id } of rows) {
    events.push(
      await settleNotice(transaction, id, {
        kind: BookingNotificationKind.UPDATED,
        decision: BookingNotificationDecision.SKIPPED_NO_CHANGE,
        reason: 'It was true no more, or told by another notice, before it was sent.',
        revision,
        dedupeKey: `scheduled:${id}`,
      }),
    );
  }
  return events;
}

type WhyVoid = Pick<NewDecision, 'decision' | 'reason'>;

/** The reason why a scheduled change needs no notice after all; null when it needs one. */
function findWhyVoid(row: LockedBooking, timezone: string, now: Date): WhyVoid | null {
  const known = toNoticeFacts(row, timezone);
  const isChanged =
    row.status === BookingStatus.ACTIVE &&
    row.told !== null &&
    findVisibleChanges(row.told, known).length > 0;
  if (!isChanged) {
    const reason = 'Within the window the booking came back to what the customer knows.';
    return { decision: BookingNotificationDecision.SKIPPED_NO_CHANGE, reason };
  }
  if (isVisitOver(known, timezone, now)) {
    return { decision: BookingNotificationDecision.SKIPPED_VISIT_OVER, reason: visitOverReason };
  }
  return null;
}

function settleAsVoid(
  transaction: Transaction,
  { noticeId, booking: row }: Waiting,
  why: WhyVoid,
): Promise<NewEvent> {
  return settleNotice(transaction, noticeId, {
    kind: BookingNotificationKind.UPDATED,
    ...why,
    revision: row.revision,
    dedupeKey: `scheduled:${noticeId}`,
  });
}
