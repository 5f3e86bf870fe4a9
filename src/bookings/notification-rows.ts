/** Writes decisions. (booking, dedupe key) is unique: one revision leads to at most one notice of a kind. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { type NewEvent } from '../database/publish.js';
import { as, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { BookingNotificationDecision, type BookingNotificationKind } from '../domain/booking-vocabulary.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { EventType } from '../domain/vocabulary.js';
import { BookingNotification } from '../entities/booking-notification.entity.js';

/** A decision to insert. */
export interface NewDecision {
  readonly tenantId: string;
  readonly bookingId: string;
  readonly kind: BookingNotificationKind;
  readonly decision: BookingNotificationDecision;
  readonly reason: string | null;
  readonly revision: number;
  readonly dedupeKey: string;
  readonly messageId?: string | null;
  readonly templateId?: string | null;
  readonly variant?: string | null;
  readonly sourceEventId?: string | null;
  /** Start of the visit of the notice. */
  readonly visitStartsAt?: Date | null;
}

const notifications = tableOf(BookingNotification);
const { column } = notifications;
const notification = notifications.of('n');

const add = statement(
  'booking-add-decision',
  sql`insert into ${notifications.table} (${notifications.list([
    'id',
    'tenantId',
    'bookingId',
    'kind',
    'decision',
    'reason',
    'revision',
    'dedupeKey',
    'messageId',
    'templateId',
    'variant',
    'sourceEventId',
    'visitStartsAt',
    'sentAt',
    'createdAt',
  ])})
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, case when $9::uuid is null then null else now() end, now())
   on conflict (${column.bookingId}, ${column.dedupeKey}) do nothing
   returning ${as('id', column.id)}`,
);

const schedule = statement(
  'booking-schedule-notice',
  sql`insert into ${notifications.table} (${notifications.list([
    'id',
    'tenantId',
    'bookingId',
    'kind',
    'decision',
    'revision',
    'dedupeKey',
    'dueAt',
    'sourceEventId',
    'createdAt',
  ])})
   values ($1::uuid, $2, $3, $4, ${quoted(BookingNotificationDecision.SCHEDULED)}, $5, 'scheduled:' || $1::uuid, now() + $6::int * interval '1 s', $7, now())
   on conflict (${column.bookingId}) where ${column.decision} = ${quoted(BookingNotificationDecision.SCHEDULED)} do nothing
   returning ${as('id', column.id)}`,
);

const settle = statement(
  'booking-settle-notice',
  `update ${notifications.table} n set ${column.decision} = $2, ${column.reason} = $3, ${column.revision} = $4,
          ${column.dedupeKey} = $5, ${column.messageId} = $6, ${column.templateId} = $7, ${column.variant} = $8,
          ${column.kind} = $9, ${column.visitStartsAt} = $10, ${column.dueAt} = null,
          ${column.sentAt} = case when $6::uuid is null then null else now() end
    where ${notification.id} = $1`,
);

/** The event of a decision. */
const toDecisionEvent = (id: string): NewEvent => ({
  kind: EventType.BOOKING_NOTIFICATION,
  subjectId: id,
});

/** Inserts a decision. @returns its event; null when it exists already */
export async function addDecision(transaction: Transaction, row: NewDecision): Promise<NewEvent | null> {
  const [added] = await transaction.query(add, [
    uuidV7(),
    row.tenantId,
    row.bookingId,
    row.kind,
    row.decision,
    row.reason,
    row.revision,
    row.dedupeKey,
    row.messageId ?? null,
    row.templateId ?? null,
    row.variant ?? null,
    row.sourceEventId ?? null,
    row.visitStartsAt ?? null,
  ]);
  return added ? toDecisionEvent(added.id) : null;
}

/** Schedules a notice after `delaySeconds`. @returns its event; null when one of the booking is already scheduled */
export async function scheduleNotice(
  transaction: Transaction,
  row: Pick<NewDecision, 'tenantId' | 'bookingId' | 'kind' | 'revision' | 'sourceEventId'>,
  delaySeconds: number,
): Promise<NewEvent | null> {
  const [added] = await transaction.query(schedule, [
    uuidV7(),
    row.tenantId,
    row.bookingId,
    row.kind,
    row.revision,
    delaySeconds,
    row.sourceEventId ?? null,
  ]);
  return added ? toDecisionEvent(added.id) : null;
}

/** Settles a scheduled notice with a decision. */
export async function settleNotice(
  transaction: Transaction,
  id: string,
  row: Omit<NewDecision, 'tenantId' | 'bookingId' | 'sourceEventId'>,
): Promise<NewEvent> {
  await transaction.query(settle, [
    id,
    row.decision,
    row.reason,
    row.revision,
    row.dedupeKey,
    row.messageId ?? null,
    row.templateId ?? null,
    row.variant ?? null,
    row.kind,
    row.visitStartsAt ?? null,
  ]);
  return { ...toDecisionEvent(id), changed: ['decision'] };
}
