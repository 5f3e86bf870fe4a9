/**
 * Normalised booking event: output of the booking parser, input of the booking job. No lookups yet; times are as the
 * system sent them.
 */
import type { BookingAction } from './booking-vocabulary.js';

/** A service of a booking. Undefined: not mentioned, the stored value stays. Null: there is none. */
export interface BookedServiceFacts {
  readonly externalId: string | null;
  readonly title?: string;
  /** Price after discounts, in the salon's currency. */
  readonly cost?: number | null;
  readonly firstCost?: number | null;
  /** Percent. */
  readonly discount?: number | null;
}

/** The person who booked; undefined and null as in `BookedServiceFacts`. */
export interface BookingClientFacts {
  readonly externalId?: string | null;
  readonly name?: string | null;
  /** As the booking system sent it. */
  readonly phone?: string | null;
}

/** Start of a visit: a wall clock without a zone, a moment, or both; neither when the time was removed. */
export interface BookingStart {
  /** `2026-06-03T14:00:00`, the salon's wall clock; null when absent. */
  readonly local: string | null;
  /** The moment, computed from the offset in the request; null without an offset. */
  readonly instant: Date | null;
  /** The raw value when the time could not be parsed; null otherwise. */
  readonly unreadable: string | null;
}

/** Who made a booking, as far as the system says. */
export interface BookingMaker {
  /** The user whose session or token it was; null when there is none. */
  readonly userId: string | null;
  /** True if a customer made it with a form of the system. */
  readonly isByForm: boolean;
  /** True if the program that made it gave it an id of its own, which no page of the system does. */
  readonly isByProgram: boolean;
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
  /** Creation time by the system's clock. */
  readonly madeAt?: Date | null;
  /** Undefined when the event says nothing about it. */
  readonly maker?: BookingMaker;
}

interface BookingEventBase {
  /** The salon's id at the booking system; null when the body names none. */
  readonly companyId: string | null;
  /** `record.created`, `client.updated`, …: one name for every payload shape. */
  readonly eventType: string;
  /**
   * The event's own id, or a key derived from its facts; null when it has neither: duplicates are then found by state
   * only.
   */
  readonly eventKey: string | null;
}

/** A booking was created, changed or deleted. */
export interface BookingChanged extends BookingEventBase {
  readonly type: 'booking';
  readonly action: BookingAction;
  /** The booking's id at the system. */
  readonly externalId: string;
  /** Change time by the system's clock; null when absent. */
  readonly changedAt: Date | null;
  /** Null when the payload has only the id, which is valid for a deletion. */
  readonly record: BookingRecord | null;
  /** The previous state, from senders that know it; the booking system itself never sends it. */
  readonly previous: BookingRecord | null;
}

/** An event without an effect, parsed or not; stored with the reason. */
export interface BookingEventIgnored extends BookingEventBase {
  readonly type: 'ignored';
  /** Id of the resource, as the system shows it; absent when the payload has none. */
  readonly resourceId?: string | null;
  readonly reason: string;
}

/** One event of the booking system. */
export type BookingEvent = BookingChanged | BookingEventIgnored;

/** An event with the payload text that the ledger stores; it parses to the same event again. */
export interface KeptBookingEvent {
  readonly event: BookingEvent;
  readonly keptBody: string;
}
