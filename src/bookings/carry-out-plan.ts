/** What a decision leads to: a notice now, one that waits for more changes, or a row that says why there is none. */
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { BookingNotificationDecision, BookingNotificationKind } from '../domain/booking-vocabulary.js';
import type { ToldBooking } from '../entities/booking.entity.js';
import { saveTold } from './booking-rows.js';
import { type BookingState, toTold } from './booking-state.js';
import type { NoticePlan } from './decide.js';
import type { BookingClient } from './ensure-client.js';
import { dropScheduled, enqueueGroupedNotices } from './grouped-notices.js';
import type { LedgerRow } from './ledger-row.js';
import { addDecision, scheduleNotice } from './notification-rows.js';
import { toVariables } from './render-notice.js';
import { type SalonRow, toPlace } from './salon-row.js';
import { type NoticeTools, sendNotice } from './send-notice.js';

/** A plan with what it is carried out on. */
export interface PlannedNotice {
  readonly plan: NoticePlan;
  readonly salon: SalonRow;
  readonly bookingId: string;
  readonly revision: number;
  readonly after: BookingState;
  readonly told: ToldBooking | null;
  readonly client: BookingClient | null;
  readonly row: Pick<LedgerRow, 'id'>;
}

/** Carries a plan out. @returns the events that tell of it */
export async function carryOutPlan(
  transaction: Transaction,
  planned: PlannedNotice,
  tools: NoticeTools,
): Promise<NewEvent[]> {
  const { plan, salon, bookingId, revision, after, row } = planned;
  const base = { tenantId: salon.tenantId, bookingId, kind: plan.kind, revision, sourceEventId: row.id };
  if (plan.type === 'skip') {
    if (plan.isKnown) await saveTold(transaction, bookingId, toTold(after));
    const { decision, reason } = plan;
    const dropped = after.clientPhone === null ? await dropScheduled(transaction, bookingId, revision) : [];
    const kept = await addDecision(transaction, { ...base, decision, reason, dedupeKey: `event:${row.id}` });
    return [...dropped, ...(kept ? [kept] : [])];
  }
  if (plan.type === 'group') {
    const group = { tenantId: salon.tenantId, salonId: salon.id, phone: after.clientPhone ?? '' };
    const scheduled = await scheduleNotice(transaction, base, salon.groupingSeconds);
    await enqueueGroupedNotices(transaction, group, salon.groupingSeconds);
    return scheduled ? [scheduled] : [];
  }
  return sendNow(transaction, planned, base, tools);
}

async function sendNow(
  transaction: Transaction,
  { salon, bookingId, revision, after, told, client }: PlannedNotice,
  base: Omit<Parameters<typeof addDecision>[1], 'decision' | 'reason' | 'dedupeKey'>,
  tools: NoticeTools,
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  // Whatever waited to be told is told by this, or is true no more.
  events.push(...(await dropScheduled(transaction, bookingId, revision)));
  if (!client || after.clientPhone === null)
    throw new Error('A notice was planned for a booking without a phone.');
  const now = toTold(after);
  // A customer who was not told of a change yet knows the cancelled booking by what they were told.
  const known = base.kind === BookingNotificationKind.CANCELLED ? (told ?? now) : null;
  const outcome = await sendNotice(
    transaction,
    {
      salon,
      kind: base.kind,
      bookingId,
      contactId: client.contactId,
      phone: after.clientPhone,
      clientName: after.clientName,
      variables: toVariables({ now: known ?? now, known }, toPlace(salon)),
      idempotencyKey: `booking:${bookingId}:${revision}:${base.kind}`,
    },
    tools,
  );
  if (outcome.decision === BookingNotificationDecision.SENT) await saveTold(transaction, bookingId, now);
  const { decision, reason, messageId, templateId, variant } = outcome;
  const kept = await addDecision(transaction, {
    ...base,
    decision,
    reason,
    messageId,
    templateId,
    variant,
    dedupeKey: `${base.kind}:${revision}`,
  });
  events.push(...outcome.events, ...(kept ? [kept] : []));
  return events;
}
