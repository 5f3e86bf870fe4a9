/** Decides if a visit is over, in the branch's time zone. */
import { toInstant } from '../domain/zoned-time.js';
import type { NoticeFacts } from '../entities/booking.entity.js';

/** Reason of a decision that skips a visit that is over. */
export const visitOverReason = "By the branch's clock the visit is over.";

/** The time fields of a visit. */
export type VisitTime = Pick<NoticeFacts, 'startsAt' | 'startsAtLocal' | 'lengthSeconds'>;

/** Start of a visit; null when its time is not known. */
export function findVisitStart(
  { startsAt, startsAtLocal }: Pick<VisitTime, 'startsAt' | 'startsAtLocal'>,
  timezone: string,
): Date | null {
  if (startsAtLocal === null) return null;
  return startsAt ? new Date(startsAt) : toInstant(startsAtLocal, timezone);
}

/** A visit is over when its length has passed since its start; if the length is not known, when it has begun. */
export function isVisitOver(visit: VisitTime, timezone: string, now: Date): boolean {
  const start = findVisitStart(visit, timezone);
  return start !== null && start.getTime() + (visit.lengthSeconds ?? 0) * 1_000 <= now.getTime();
}
