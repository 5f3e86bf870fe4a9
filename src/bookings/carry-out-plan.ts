/** Executes a decision: a notice now, a scheduled notice that groups changes, or a row with the reason for none. */
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { BookingNotificationDecision, BookingNotificationKind } from '../domain/booking-vocabulary.js';
import type { NoticeFacts } from '../entities/booking.entity.js';
import { saveLastNotice } from './booking-rows.js';
import { type BookingState, toNoticeFacts } from './booking-state.js';
import type { Notice, NoticePlan } from './decide.js';
import { dropScheduled, enqueueGroupedNotices } from './grouped-notices.js';
import type { LedgerRow } from './ledger-row.js';
import { addDecision, scheduleNotice } from './notification-rows.js';
import { toVariables } from './render-notice.js';
import { type SalonRow, toPlace } from './salon-row.js';
import { type NoticeTools, sendNotice } from './send-notice.js';
import { findVisitStart } from './visit-time.js';

/** A plan with the rows it is executed on. */
export interface PlannedNotice {
  readonly plan: NoticePlan;
  readonly salon: SalonRow;
  readonly bookingId: string;
  readonly revision: number;
  readonly after: BookingState;
  readonly told: NoticeFacts | null;
  readonly row: Pick<LedgerRow, 'id'>;
}

/** Executes a plan. @returns its events */
export async function carryOutPlan(
  transaction: Transaction,
  planned: PlannedNotice,
  tools: NoticeTools,
): Promise<NewEvent[]> {
  const { plan, salon, bookingId, revision, row } = planned;
  const { kind } = plan;
  const base = { tenantId: salon.tenantId, bookingId, kind, revision, sourceEventId: row.id };
  if (plan.type === 'skip') {
    if (plan.isKnown) await keepAsTold(transaction, planned);
    const { decision, reason } = plan;
    const dropped = plan.isVoid ? await dropScheduled(transaction, bookingId, revision) : [];
    const dedupeKey = `event:${row.id}:${kind}`;
    const kept = await addDecision(transaction, { ...base, decision, reason, dedupeKey });
    return [...dropped, ...(kept ? [kept] : [])];
  }
  if (plan.type === 'group') {
    const group = { tenantId: salon.tenantId, salonId: salon.id, phone: plan.client.phone };
    const scheduled = await scheduleNotice(transaction, base, salon.groupingSeconds);
    await enqueueGroupedNotices(transaction, group, salon.groupingSeconds);
    return scheduled ? [scheduled] : [];
  }
  // This notice replaces the scheduled ones: it contains their changes, or they no longer apply.
  const dropped = await dropScheduled(transaction, bookingId, revision);
  return [...dropped, ...(await sendNow(transaction, planned, plan, base, tools))];
}

async function sendNow(
  transaction: Transaction,
  planned: PlannedNotice,
  plan: Notice,
  base: Omit<Parameters<typeof addDecision>[1], 'decision' | 'reason' | 'dedupeKey'>,
  tools: NoticeTools,
): Promise<NewEvent[]> {
  const { salon, bookingId, revision } = planned;
  const { kind, client, now, known } = plan;
  const outcome = await sendNotice(
    transaction,
    {
      salon,
      kind,
      calendarOf: plan.isToFormer ? null : bookingId,
      contactId: client.contactId,
      phone: client.phone,
      clientName: client.name,
      variables: toVariables({ now, known }, toPlace(salon)),
      idempotencyKey: `booking:${bookingId}:${revision}:${kind}`,
    },
    tools,
  );
  if (outcome.decision === BookingNotificationDecision.SENT) await keepAsTold(transaction, planned);
  const { decision, reason, messageId, templateId, variant } = outcome;
  const kept = await addDecision(transaction, {
    ...base,
    decision,
    reason,
    messageId,
    templateId,
    variant,
    visitStartsAt: findVisitStart(now, salon.timezone),
    dedupeKey: `${kind}:${revision}`,
  });
  return [...outcome.events, ...(kept ? [kept] : [])];
}

/** Stores the last notice: null after a cancellation; a booking that lost its phone keeps the former recipient. */
async function keepAsTold(
  transaction: Transaction,
  { plan, salon, bookingId, after, told }: PlannedNotice,
): Promise<void> {
  if (plan.kind === BookingNotificationKind.CANCELLED) return saveLastNotice(transaction, bookingId, null);
  if (after.clientPhone === null && told?.clientPhone) return;
  await saveLastNotice(transaction, bookingId, toNoticeFacts(after, salon.timezone));
}
