/** State of a booking, apart from its ids: parsed from the booking system's record, in the branch's time zone. */
import type {
  BookedServiceFacts,
  BookingChanged,
  BookingClientFacts,
  BookingRecord,
} from '../domain/booking-event.js';
import { attendance, BookingAction, BookingStatus } from '../domain/booking-vocabulary.js';
import { isOwnPhone, type OwnKeys } from '../domain/identity/own-addresses.js';
import { identifyPhone } from '../domain/phone/phone-identity.js';
import { isRepeated, toInstant, toLocal } from '../domain/zoned-time.js';
import type { BookedService } from '../entities/booked-service.js';
import type { Booking, NoticeFacts } from '../entities/booking.entity.js';

/** The columns of a booking that its records decide. */
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

/** The branch of a record. */
export interface StatePlace {
  readonly timezone: string;
  /** Completes phones written without a country code. */
  readonly defaultCountry: string;
  /** Salons enter their own number where a client left none. */
  readonly ownKeys: OwnKeys;
}

/**
 * The state that an event describes: fields that its record does not contain stay as they were. A cancellation keeps
 * the known customer and time, as it ends that visit and no other.
 */
export function toBookingState(
  event: BookingChanged,
  before: BookingState | null,
  place: StatePlace,
): BookingState {
  const { record } = event;
  const described = record ? describe(record, place, before) : (before ?? nothing);
  if (!isCancelledBy(event, before)) return { ...described, status: BookingStatus.ACTIVE };
  const known = before ?? nothing;
  return {
    ...described,
    status: BookingStatus.CANCELLED,
    ...(known.clientPhone === null ? {} : pickClient(known)),
    ...(described.startsAtLocal === null ? pickStart(known) : {}),
    ...(described.services.length === 0 ? { services: known.services, totalCost: known.totalCost } : {}),
  };
}

/** The ACTIVE state that a record describes; fields that it does not contain are as in `before`. */
export function describe(
  record: BookingRecord,
  place: StatePlace,
  before: BookingState | null = null,
): BookingState {
  const known = before ?? nothing;
  return {
    status: BookingStatus.ACTIVE,
    ...describeStart(record, known, place.timezone),
    lengthSeconds: orKnown(record.lengthSeconds, known.lengthSeconds),
    ...describeServices(record.services, known),
    ...describeStaff(record, known),
    ...describeClient(record.client, known, place),
    attendance: orKnown(record.attendance, known.attendance),
  };
}

/** The part that a customer can be notified of. */
export function toNoticeFacts(state: BookingState, timezone: string): NoticeFacts {
  const { startsAt, startsAtLocal, lengthSeconds, services, staffExternalId, staffName, totalCost } = state;
  const { clientPhone, clientExternalId, clientName } = state;
  const isAmbiguous = startsAt !== null && startsAtLocal !== null && isRepeated(startsAtLocal, timezone);
  return {
    startsAtLocal,
    startsAt: startsAt?.toISOString() ?? null,
    offset: isAmbiguous ? offsetOf(startsAtLocal, startsAt) : null,
    lengthSeconds,
    services,
    staffExternalId,
    staffName,
    totalCost,
    clientPhone,
    clientExternalId,
    clientName,
  };
}

/** Undefined means that the field was absent. */
const orKnown = <Value>(given: Value | undefined, known: Value): Value =>
  given === undefined ? known : given;

const pickClient = ({ clientExternalId, clientName, clientPhone }: BookingState) => ({
  clientExternalId,
  clientName,
  clientPhone,
});
const pickStart = ({ startsAt, startsAtLocal }: BookingState) => ({ startsAt, startsAtLocal });

function isCancelledBy({ action, record }: BookingChanged, before: BookingState | null): boolean {
  if (action === BookingAction.CANCELLED) return true;
  if (record?.isDeleted !== undefined) return record.isDeleted;
  return action === BookingAction.UPDATED && before?.status === BookingStatus.CANCELLED;
}

function describeStart({ start }: BookingRecord, known: BookingState, timezone: string) {
  if (start === undefined) return pickStart(known);
  const local = start.local ?? (start.instant ? toLocal(start.instant, timezone) : null);
  return {
    startsAt: local === null ? null : toInstant(local, timezone, start.instant),
    startsAtLocal: local,
  };
}

function describeServices(given: readonly BookedServiceFacts[] | undefined, known: BookingState) {
  if (given === undefined) return { services: known.services, totalCost: known.totalCost };
  const services = given.flatMap(facts => describeService(facts, known.services));
  const costs = services.flatMap(({ cost }) => (cost === null ? [] : [cost]));
  const sum = Math.round(costs.reduce((total, cost) => total + cost, 0) * 100) / 100;
  return { services, totalCost: costs.length === 0 ? null : sum };
}

/** A service that was booked before keeps absent fields; one without a title is dropped unless it is known. */
function describeService(facts: BookedServiceFacts, known: readonly BookedService[]): BookedService[] {
  const { externalId } = facts;
  const same = known.find(service =>
    externalId === null ? service.title === facts.title : service.externalId === externalId,
  );
  const title = facts.title ?? same?.title;
  if (title === undefined) return [];
  return [
    {
      externalId,
      title,
      cost: orKnown(facts.cost, same?.cost ?? null),
      firstCost: orKnown(facts.firstCost, same?.firstCost ?? null),
      discount: orKnown(facts.discount, same?.discount ?? null),
    },
  ];
}

/** A new id or name is another person, of whom the other field is not known. */
function describeStaff({ staffExternalId: id, staffName: name }: BookingRecord, known: BookingState) {
  const isSame =
    id === undefined ? name === undefined || name === known.staffName : id === known.staffExternalId;
  return {
    staffExternalId: orKnown(id, isSame ? known.staffExternalId : null),
    staffName: orKnown(name, isSame ? known.staffName : null),
  };
}

function describeClient(
  client: BookingClientFacts | null | undefined,
  known: BookingState,
  place: StatePlace,
) {
  if (client === undefined) return pickClient(known);
  if (client === null) return pickClient(nothing);
  const given = client.phone === undefined ? undefined : toE164(client.phone, place);
  const isSame =
    client.externalId == null || known.clientExternalId === null
      ? given == null || known.clientPhone === null || given === known.clientPhone
      : client.externalId === known.clientExternalId;
  return {
    clientExternalId: orKnown(client.externalId, isSame ? known.clientExternalId : null),
    clientName: orKnown(client.name, isSame ? known.clientName : null),
    clientPhone: orKnown(given, isSame ? known.clientPhone : null),
  };
}

function toE164(given: string | null, { defaultCountry, ownKeys }: StatePlace): string | null {
  const phone = given === null ? null : identifyPhone(given, defaultCountry);
  return phone === null || isOwnPhone(phone.e164, ownKeys) ? null : phone.e164;
}

function offsetOf(local: string, at: Date): string {
  const minutes = Math.round((new Date(`${local}Z`).getTime() - at.getTime()) / 60_000);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
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
