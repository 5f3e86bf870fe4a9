/** Whose a booking is that is new while an assistant talks with its customer. Pure. */
import type { BookingMaker } from '../domain/booking-event.js';
import { namesTime } from './names-time.js';

/** What is known of it. */
export interface TalkFacts {
  /** Undefined when the booking system says nothing. */
  readonly maker: BookingMaker | undefined;
  /** Users of the booking system that only bots are; empty when the company named none. */
  readonly botUserIds: readonly string[];
  /** What the assistant said lately; null when it is not talking with the customer. */
  readonly said: string | null;
  /** Start of the visit by the branch's clock. */
  readonly startsAtLocal: string | null;
}

/**
 * True if the assistant made it. The booking system's facts decide where it has any; else it is the assistant's only if
 * one of its answers named the time of the visit. In doubt a person made it: then the customer is notified of later changes.
 */
export function isMadeInTalk({ maker, botUserIds, said, startsAtLocal }: TalkFacts): boolean {
  if (said === null) return false;
  if (botUserIds.length > 0 && maker?.userId != null) return botUserIds.includes(maker.userId);
  if (maker?.isByForm) return false;
  if (maker?.isByProgram) return true;
  return startsAtLocal !== null && namesTime(said, startsAtLocal);
}
