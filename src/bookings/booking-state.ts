/** What is known of a booking, apart from its ids: from the booking system's description, by the branch's clock. */
import type { BookingChanged, BookingRecord } from '../domain/booking-event.js';
import { attendance, BookingAction, BookingStatus } from '../domain/booking-vocabulary.js';
import type { OwnKeys } from '../domain/identity/own-addresses.js';
import { identifyPhone } from '../domain/phone/phone-identity.js';
import { toInstant, toLocal } from '../domain/zoned-time.js';
import type { Booking, ToldBooking } from '../entities/booking.entity.js';

/** The part of a booking's row that its records decide. */
export type BookingState = Pick<
  Booking,
  | 'status'
  | 'startsAt'
  | 'startsAtLocal'
  | 'lengthSeconds'
  | 'services'
  | 'staffExternalId'
  | 'staffName'
  | 'totalCost'
  | 'clientExternalId'
  | 'clientName'
  | 'clientPhone'
  | 'attendance'
>;

/** Where the record belongs. */
export interface StatePlace {
  readonly timezone: string;
  /** Completes phones written without a country. */
  readonly defaultCountry: string;
  /** Salons write their own number where a client left none. */
  readonly ownKeys: OwnKeys;
}

/** The state that an event describes; a deletion that names only the id keeps what was known. */
export function toBookingState(
  event: BookingChanged,
  before: BookingState | null,
  place: StatePlace,
): BookingState {
  const isCancelled = event.action === BookingAction.CANCELLED || event.record?.isDeleted === true;
  const status = isCancelled ? BookingStatus.CANCELLED : BookingStatus.ACTIVE;
  const described = event.record ? describe(event.record, place) : (before ?? nothing);
  const isEmpty = isCancelled && described.startsAtLocal === null && described.services.length === 0;
  return { ...(isEmpty && before ? before : described), status };
}

/** The state that a record describes, as if it stood. */
export function describe(record: BookingRecord, place: StatePlace): BookingState {
  const { timezone, defaultCountry, ownKeys } = place;
  const local = record.start.local ?? (record.start.instant ? toLocal(record.start.instant, timezone) : null);
  const costs = record.services.flatMap(({ cost }) => (cost === null ? [] : [cost]));
  const phone = record.client?.phone ? identifyPhone(record.client.phone, defaultCountry) : null;
  return {
    status: BookingStatus.ACTIVE,
    startsAt: local === null ? null : toInstant(local, timezone),
    startsAtLocal: local,
    lengthSeconds: record.lengthSeconds,
    services: record.services.map(service => ({ ...service })),
    staffExternalId: record.staffExternalId,
    staffName: record.staffName,
    totalCost: costs.length === 0 ? null : Math.round(costs.reduce((sum, cost) => sum + cost, 0) * 100) / 100,
    clientExternalId: record.client?.externalId ?? null,
    clientName: record.client?.name ?? null,
    clientPhone: phone === null || ownKeys.has(`tel:${phone.matchKey}`) ? null : phone.e164,
    attendance: record.attendance,
  };
}

/** The part that a customer can be told. */
export function toTold(state: BookingState): ToldBooking {
  const { startsAtLocal, services, staffExternalId, staffName, totalCost, clientPhone, clientName } = state;
  return { startsAtLocal, services, staffExternalId, staffName, totalCost, clientPhone, clientName };
}

const nothing: BookingState = {
  status: BookingStatus.CANCELLED,
  startsAt: null,
  startsAtLocal: null,
  lengthSeconds: null,
  services: [],
  staffExternalId: null,
  staffName: null,
  totalCost: null,
  clientExternalId: null,
  clientName: null,
  clientPhone: null,
  attendance: attendance.expected,
};
