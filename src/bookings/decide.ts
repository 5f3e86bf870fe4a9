/**
 * Decides which notices an event causes, for whom, and why not. Pure: every rule of docs/providers/yclients.md, "What
 * is sent when" and "Why did the customer get no notice?", in the order in which they are checked.
 */
import {
  attendance,
  BookingAction,
  BookingNotificationDecision,
  BookingNotificationKind,
  BookingStatus,
} from '../domain/booking-vocabulary.js';
import type { NoticeFacts } from '../entities/booking.entity.js';
import { findVisibleChanges } from './booking-changes.js';
import { type BookingState, toNoticeFacts } from './booking-state.js';
import type { BookingClient } from './ensure-client.js';
import { isVisitOver, visitOverReason } from './visit-time.js';

/** Input of a decision. */
export interface DecisionFacts {
  readonly action: BookingAction;
  readonly before: BookingState | null;
  readonly after: BookingState;
  /** The last notice about the visit and its recipient; null without a notice, or after a cancellation notice. */
  readonly told: NoticeFacts | null;
  /** The customer who was notified; null when not known. */
  readonly notifiedClient: BookingClient | null;
  /** The customer of the visit now; null without a phone. */
  readonly client: BookingClient | null;
  /** The text that replaces a time that could not be parsed. */
  readonly unreadableTime: string | null;
  /** True if the update is of a booking so young that its creation event was missed. */
  readonly isYoung: boolean;
  readonly isBotMade: boolean;
  /** True if the assistant that was talking with the customer then made it, which is why `isBotMade` is true. */
  readonly isMadeInTalk?: boolean;
  readonly tellsChangesOfBotBookings: boolean;
  readonly receivedAt: Date;
  readonly recentActivityMinutes: number;
  readonly timezone: string;
  readonly now: Date;
}

interface Skip {
  readonly type: 'skip';
  readonly kind: BookingNotificationKind;
  readonly decision: BookingNotificationDecision;
  readonly reason: string;
  /** True if the customer counts as knowing. */
  readonly isKnown: boolean;
  /** True if a scheduled notice no longer applies. */
  readonly isVoid: boolean;
}

/** A notice to one customer: of the visit last notified, of the present one, or of both. */
export interface Notice {
  readonly type: 'send' | 'group';
  readonly kind: BookingNotificationKind;
  readonly client: BookingClient;
  readonly now: NoticeFacts;
  readonly known: NoticeFacts | null;
  /** True if the recipient is a former customer of the booking. */
  readonly isToFormer: boolean;
}

/** What to do. */
export type NoticePlan = Notice | Skip;

type Wish = Omit<Notice, 'client'> & { readonly client: BookingClient | null };

const { CREATED, UPDATED, CANCELLED } = BookingNotificationKind;

/** Decides; at least one plan, and two when the visit moved from one customer to another: its end comes first. */
export function decideNotices(facts: DecisionFacts): readonly NoticePlan[] {
  return planByChange(facts).map(plan => (plan.type === 'skip' ? plan : weigh(plan, facts)));
}

function planByChange(facts: DecisionFacts): readonly (Wish | Skip)[] {
  const { action, before, after, told } = facts;
  if (after.status === BookingStatus.CANCELLED) return [planEnd(facts)];
  const now = toNoticeFacts(after, facts.timezone);
  const toHolder = { client: facts.client, now, isToFormer: false };
  const created = { ...toHolder, type: 'send', kind: CREATED, known: null } as const;
  const isUnknown = before === null && told === null;
  if (after.attendance === attendance.came || after.attendance === attendance.didNotCome) {
    const reason =
      after.attendance === attendance.came
        ? 'The visit has taken place: the customer came.'
        : 'The customer did not come, which is no cancellation.';
    const kind = isUnknown && action === BookingAction.CREATED ? CREATED : UPDATED;
    return [{ ...noChange(kind, reason), isKnown: told === null, isVoid: true }];
  }
  if (told && facts.notifiedClient && isReassigned(facts)) {
    const end = { client: facts.notifiedClient, now: told, known: told, isToFormer: true };
    return [{ ...end, type: 'send', kind: CANCELLED }, created];
  }
  if (isUnknown && action !== BookingAction.CREATED && !facts.isYoung) {
    return [noChange(UPDATED, 'The booking was not known before, so there is nothing to compare it with.')];
  }
  if (told === null || (told.clientPhone === null && after.clientPhone !== null)) return [created];
  if (findVisibleChanges(told, now).length > 0) {
    return [{ ...toHolder, type: 'group', kind: UPDATED, known: told }];
  }
  const reason =
    before?.attendance === after.attendance
      ? 'Nothing changed that the customer sees.'
      : 'Only the status of the visit changed.';
  return [{ ...noChange(UPDATED, reason), isKnown: after.clientPhone !== null }];
}

/**
 * A cancellation goes to the customer who was notified about the visit, no matter whom the cancellation names; without
 * an earlier notice, to the last known customer of the visit.
 */
function planEnd(facts: DecisionFacts): Wish | Skip {
  const { before, after, told, notifiedClient } = facts;
  const end = { type: 'send', kind: CANCELLED, isToFormer: false } as const;
  if (before?.status === BookingStatus.CANCELLED) {
    return { ...noChange(CANCELLED, 'The booking was cancelled before.'), isKnown: false };
  }
  if (told && notifiedClient) {
    return { ...end, client: notifiedClient, now: told, known: told, isToFormer: isReassigned(facts) };
  }
  if (before && before.clientPhone === null && after.clientPhone !== null) {
    return noChange(
      CANCELLED,
      'The customer got no notice about the booking, so they get none about its end.',
    );
  }
  const state = before?.startsAtLocal == null ? after : before;
  return { ...end, client: facts.client, now: toNoticeFacts(state, facts.timezone), known: null };
}

/** True if the visit now belongs to another customer than the notified one. A removed phone is no change. */
function isReassigned({ before, after, told, notifiedClient, client }: DecisionFacts): boolean {
  if (told === null || notifiedClient === null) return false;
  if (client) return client.contactId !== notifiedClient.contactId;
  const notifiedId = told.clientExternalId ?? before?.clientExternalId ?? null;
  if (notifiedId !== null) return notifiedId !== after.clientExternalId;
  return after.clientName === null || after.clientName !== told.clientName;
}

/** The rules that suppress a notice. */
function weigh(wish: Wish, facts: DecisionFacts): NoticePlan {
  const { kind, client, now } = wish;
  const skip = (decision: BookingNotificationDecision, reason: string, isKnown: boolean): Skip => ({
    type: 'skip',
    kind,
    decision,
    reason,
    isKnown,
    isVoid: !isKnown,
  });
  // When a booking was moved to another customer, the bot notified the former customer only.
  const isBotsNews = kind === CREATED ? !isReassigned(facts) : !facts.tellsChangesOfBotBookings;
  if (facts.isBotMade && isBotsNews) {
    return skip(
      BookingNotificationDecision.SKIPPED_CREATED_BY_BOT,
      facts.isMadeInTalk
        ? 'The assistant that was talking with the customer made this booking.'
        : 'The bot made this booking, and told the customer itself.',
      true,
    );
  }
  if (client === null) {
    return skip(
      BookingNotificationDecision.SKIPPED_NO_PHONE,
      'The booking has no phone number of the customer.',
      false,
    );
  }
  if (now.startsAtLocal === null) {
    const reason =
      facts.unreadableTime === null
        ? 'The booking has no time, and a notice without one would mislead.'
        : `The time of the booking cannot be read: "${facts.unreadableTime}".`;
    return skip(BookingNotificationDecision.SKIPPED_NO_TIME, reason, false);
  }
  if (isVisitOver(now, facts.timezone, facts.now)) {
    return skip(BookingNotificationDecision.SKIPPED_VISIT_OVER, visitOverReason, false);
  }
  if (client.wroteAt !== null) {
    const reason = `The customer wrote, or an assistant answered them, within ${facts.recentActivityMinutes} minutes before, so they are being talked to.`;
    return skip(BookingNotificationDecision.SKIPPED_RECENTLY_ACTIVE, reason, true);
  }
  return { ...wish, client };
}

function noChange(kind: BookingNotificationKind, reason: string): Skip {
  return {
    type: 'skip',
    kind,
    decision: BookingNotificationDecision.SKIPPED_NO_CHANGE,
    reason,
    isKnown: true,
    isVoid: false,
  };
}
