/** Whether a visit is over, by the branch's clock. */
import { toInstant } from '../domain/zoned-time.js';
import type { ToldBooking } from '../entities/booking.entity.js';

/** Reason of a decision that skips a visit that is over. */
export const visitOverReason = "By the branch's clock the visit is over.";

/** A visit, as far as its time is known. */
export type VisitTime = Pick<ToldBooking, 'startsAt' | 'startsAtLocal' | 'lengthSeconds'>;

/** A visit is over when its length has passed since it began; where the length is not known, when it has begun. */
export function isVisitOver(visit: VisitTime, timezone: string, now: Date): boolean {
  const { startsAt, startsAtLocal, lengthSeconds } = visit;
  if (startsAtLocal === null) return false;
  const start = startsAt ? new Date(startsAt) : toInstant(startsAtLocal, timezone);
  return start.getTime() + (lengthSeconds ?? 0) * 1_000 <= now.getTime();
}
