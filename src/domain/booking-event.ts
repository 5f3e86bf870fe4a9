/**
 * What a booking system told us, in our words: the output of its parser, the input of the booking job. Nothing here
 * is looked up; times are as the system gave them.
 */
import type { BookingAction } from './booking-vocabulary.js';

/**
 * A service of a booking. A property that is undefined was not mentioned: what is known of it stays. Null says that
 * there is none.
 */
export interface BookedServiceFacts {
  readonly externalId: string | null;
  readonly title?: string;
  /** What it costs, after discounts, in the salon's currency. */
  readonly cost?: number | null;
  readonly firstCost?: number | null;
  /** Percent. */
  readonly discount?: number | null;
}

/** The person who booked; undefined and null as in `BookedServiceFacts`. */
export interface BookingClientFacts {
  readonly externalId?: string | null;
  readonly name?: string | null;
  /** As the booking system gave it. */
  readonly phone?: string | null;
}

/** When a visit begins: a wall clock without a zone, a moment, or both; neither when the time was taken away. */
export interface BookingStart {
  /** `2026-06-03T14:00:00`, the salon's wall clock; null when it was not given. */
  readonly local: string | null;
  /** The moment by the offset that was given with it; null when none was. */
  readonly instant: Date | null;
  /** What stood in the place of a time and is none; null otherwise. */
  readonly unreadable: string | null;
}

/** A booking as the system describes it; undefined and null as in `BookedServiceFacts`. */
export interface BookingRecord {
  readonly start?: BookingStart;
  readonly lengthSeconds?: number | null;
  readonly services?: readonly BookedServiceFacts[];
  readonly staffExternalId?: string | null;
  readonly staffName?: string | null;
  readonly client?: BookingClientFacts | null;
  readonly comment?: string | null;
  readonly attendance?: number;
  readonly isConfirmed?: boolean | null;
  readonly isDeleted?: boolean;
  /** When the booking was made, by the system's clock. */
  readonly madeAt?: Date | null;
}

interface BookingEventBase {
  /** The salon's id at the booking system; null when the body names none. */
  readonly companyId: string | null;
  /** `record.created`, `client.updated`, …: one word for every shape in which it can arrive. */
  readonly eventType: string;
  /** The event's own id, or the key of its facts; null when it has neither: then only the state can tell. */
  readonly eventKey: string | null;
}

/** Something happened to a booking. */
export interface BookingChanged extends BookingEventBase {
  readonly type: 'booking';
  readonly action: BookingAction;
  /** The booking's id at the system. */
  readonly externalId: string;
  /** When it changed, by the system's clock; null when it does not say. */
  readonly changedAt: Date | null;
  /** Null when only the id was given, which a deletion may do. */
  readonly record: BookingRecord | null;
  /** The state before, from senders that know it; the booking system itself never tells. */
  readonly previous: BookingRecord | null;
}

/** Understood or not, there is nothing to do; kept with the reason. */
export interface BookingEventIgnored extends BookingEventBase {
  readonly type: 'ignored';
  /** The id of what it is about, as the system shows it; absent when it names none. */
  readonly resourceId?: string | null;
  readonly reason: string;
}

/** One thing that the booking system told us. */
export type BookingEvent = BookingChanged | BookingEventIgnored;

/** An event with the text of it that the ledger keeps, which parses to the same event again. */
export interface KeptBookingEvent {
  readonly event: BookingEvent;
  readonly keptBody: string;
}
