/**
 * Whether a customer is told of an event, and why not. Pure: every rule of docs/providers/yclients.md, "When nothing
 * is sent", in the order in which they are asked.
 */
import {
  attendance,
  BookingAction,
  BookingNotificationDecision,
  BookingNotificationKind,
  BookingStatus,
} from '../domain/booking-vocabulary.js';
import type { ToldBooking } from '../entities/booking.entity.js';
import { findVisibleChanges } from './booking-changes.js';
import { type BookingState, toTold } from './booking-state.js';

/** What a decision is made from. */
export interface DecisionFacts {
  readonly action: BookingAction;
  readonly before: BookingState | null;
  readonly after: BookingState;
  /** What the customer knows; null when they were told nothing. */
  readonly told: ToldBooking | null;
  /** Whether an update is of a booking so young that its creation was missed on the way. */
  readonly isYoung: boolean;
  readonly isBotMade: boolean;
  readonly tellsChangesOfBotBookings: boolean;
  /** When the customer last wrote, on any number. */
  readonly lastInboundAt: Date | null;
  readonly receivedAt: Date;
  readonly recentActivityMinutes: number;
}

/** What to do. A skip says whether the customer counts as knowing the new state. */
export type NoticePlan =
  | { readonly type: 'send' | 'group'; readonly kind: BookingNotificationKind }
  | {
      readonly type: 'skip';
      readonly kind: BookingNotificationKind;
      readonly decision: BookingNotificationDecision;
      readonly reason: string;
      readonly isKnown: boolean;
    };

const { CREATED, UPDATED, CANCELLED } = BookingNotificationKind;

/** Decides. */
export function decideNotice(facts: DecisionFacts): NoticePlan {
  const planned = planByChange(facts);
  if (planned.type === 'skip') return planned;
  const { kind } = planned;
  const skip = (decision: BookingNotificationDecision, reason: string, isKnown: boolean): NoticePlan => ({
    type: 'skip',
    kind,
    decision,
    reason,
    isKnown,
  });
  if (facts.isBotMade && (kind === CREATED || !facts.tellsChangesOfBotBookings)) {
    return skip(
      BookingNotificationDecision.SKIPPED_CREATED_BY_BOT,
      'The bot made this booking, and told the customer itself.',
      true,
    );
  }
  if (facts.after.clientPhone === null) {
    return skip(
      BookingNotificationDecision.SKIPPED_NO_PHONE,
      'The booking has no phone number of the customer.',
      false,
    );
  }
  if (isRecentlyActive(facts)) {
    const reason = `The customer wrote within ${facts.recentActivityMinutes} minutes before, so they are being talked to.`;
    return skip(BookingNotificationDecision.SKIPPED_RECENTLY_ACTIVE, reason, true);
  }
  return planned;
}

function planByChange(facts: DecisionFacts): NoticePlan {
  const { action, before, after, told } = facts;
  if (after.status === BookingStatus.CANCELLED) {
    if (before?.status !== BookingStatus.CANCELLED) return { type: 'send', kind: CANCELLED };
    return noChange(CANCELLED, 'The booking was cancelled before.');
  }
  const isNew = before === null || before.status === BookingStatus.CANCELLED;
  if (after.attendance === attendance.came || after.attendance === attendance.didNotCome) {
    const reason =
      after.attendance === attendance.came
        ? 'The visit has taken place: the customer came.'
        : 'The customer did not come, which is no cancellation.';
    return noChange(isNew && action === BookingAction.CREATED ? CREATED : UPDATED, reason);
  }
  if (isNew) {
    if (action === BookingAction.CREATED || facts.isYoung || before !== null)
      return { type: 'send', kind: CREATED };
    return noChange(UPDATED, 'The booking was not known before, so nobody can say what changed.');
  }
  if (told === null || told.clientPhone !== after.clientPhone) return { type: 'send', kind: CREATED };
  if (findVisibleChanges(told, toTold(after)).length > 0) return { type: 'group', kind: UPDATED };
  const reason =
    before.attendance === after.attendance
      ? 'Nothing changed that the customer sees.'
      : 'Only the status of the visit changed.';
  return noChange(UPDATED, reason);
}

function noChange(kind: BookingNotificationKind, reason: string): NoticePlan {
  return {
    type: 'skip',
    kind,
    decision: BookingNotificationDecision.SKIPPED_NO_CHANGE,
    reason,
    isKnown: true,
  };
}

function isRecentlyActive({ lastInboundAt, receivedAt, recentActivityMinutes }: DecisionFacts): boolean {
  if (lastInboundAt === null || recentActivityMinutes === 0) return false;
  return lastInboundAt.getTime() > receivedAt.getTime() - recentActivityMinutes * 60_000;
}
