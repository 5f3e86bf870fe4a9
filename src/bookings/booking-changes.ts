/** Differences between two states of a booking: all of them for its history, the visible ones for its customer. */
import { isDeepStrictEqual } from 'node:util';
import type { NoticeFacts } from '../entities/booking.entity.js';
import type { BookingState } from './booking-state.js';

/** Old and new value by GraphQL field name. */
export type BookingChanges = Record<string, { readonly from: unknown; readonly to: unknown }>;

const historyFields = [
  'status',
  'startsAtLocal',
  'lengthSeconds',
  'services',
  'staffName',
  'totalCost',
  'clientName',
  'clientPhone',
  'attendance',
] as const satisfies readonly (keyof BookingState)[];

/** All changes; the whole state, from null, for a new booking. */
export function findChanges(before: BookingState | null, after: BookingState): BookingChanges {
  const changes: BookingChanges = {};
  for (const field of historyFields) {
    const [from, to] = [before?.[field] ?? null, after[field] ?? null];
    if (!isDeepStrictEqual(plain(from), plain(to))) changes[field] = { from, to };
  }
  // The second of two equal hours of an autumn night: the clock shows the same time.
  if (before && !changes.startsAtLocal && before.startsAt?.getTime() !== after.startsAt?.getTime()) {
    changes.startsAt = { from: before.startsAt, to: after.startsAt };
  }
  return changes;
}

/** A part of a booking that a customer sees. */
export type VisiblePart = 'time' | 'services' | 'staff' | 'cost';

/** The visible parts that differ from what the customer knows, in the order of a notice. */
export function findVisibleChanges(known: NoticeFacts, now: NoticeFacts): VisiblePart[] {
  const parts: VisiblePart[] = [];
  if (known.startsAtLocal !== now.startsAtLocal || isOtherHour(known, now)) parts.push('time');
  if (!isDeepStrictEqual(titlesOf(known), titlesOf(now))) parts.push('services');
  if (isOtherPerson(known, now)) parts.push('staff');
  if (known.totalCost !== now.totalCost) parts.push('cost');
  return parts;
}

const titlesOf = ({ services }: NoticeFacts) => services.map(({ title }) => title);

/** True for the other of two equal hours of an autumn night. */
function isOtherHour(known: NoticeFacts, now: NoticeFacts): boolean {
  return Boolean(known.offset && now.offset && known.offset !== now.offset);
}

/** Another person, not the same one under a corrected name. */
function isOtherPerson(known: NoticeFacts, now: NoticeFacts): boolean {
  if (known.staffExternalId !== null && now.staffExternalId !== null) {
    return known.staffExternalId !== now.staffExternalId;
  }
  return known.staffName !== now.staffName;
}

/** Normalised as the database returns it: without undefined, in plain objects. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
