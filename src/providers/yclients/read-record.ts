/** A record of YClients in our words (docs/providers/yclients.md, "Fields of a record"). Total: whatever comes, it answers. */

import type { BookedServiceFacts, BookingClientFacts, BookingRecord } from '../../domain/booking-event.js';
import { attendance } from '../../domain/booking-vocabulary.js';
import { parseInstant, parseLocal } from '../../domain/zoned-time.js';
import { isTree, readFlag, readName, readNumber, readWord, type Tree, toTree } from './loose-value.js';

const maxServices = 50;
const maxSeconds = 30 * 86_400;
const int32 = 2 ** 31 - 1;

/** Reads `data` of a record event; fields that are missing or of another type are null. */
export function readRecord(data: Tree): BookingRecord {
  const staff = toTree(data.staff);
  const length = readNumber(data.seance_length) ?? readNumber(data.length);
  return {
    start: readStart(data),
    lengthSeconds: length !== null && length > 0 && length <= maxSeconds ? Math.round(length) : null,
    services: (Array.isArray(data.services) ? data.services : []).slice(0, maxServices).flatMap(readService),
    staffExternalId: readWord(staff.id) ?? readWord(data.staff_id),
    staffName: readName([staff.name, typeof data.staff === 'string' ? data.staff : null]),
    client: readClient(data.client),
    comment: readWord(data.comment, 2_000),
    attendance: readAttendance(data),
    isConfirmed: readFlag(data.confirmed),
    isDeleted: readFlag(data.deleted) ?? false,
    madeAt: readMoment(data.create_date),
  };
}

/** A moment as YClients writes it: `2026-06-01T12:49:08+0500`, without a colon in the offset; null otherwise. */
export function readMoment(value: unknown): Date | null {
  return typeof value === 'string' ? parseInstant(value) : null;
}

/**
 * The wall clock comes from `date`; `datetime` has a zone, but its offset was seen wrong in summer, so it only counts
 * where `date` is missing.
 */
function readStart(data: Tree): BookingRecord['start'] {
  const datetime = typeof data.datetime === 'string' ? data.datetime : '';
  const local = typeof data.date === 'string' ? parseLocal(data.date) : null;
  const instant = parseInstant(datetime);
  return { local: local ?? (instant ? null : parseLocal(datetime)), instant };
}

function readAttendance(data: Tree): number {
  const value = readNumber(data.attendance) ?? readNumber(data.visit_attendance) ?? attendance.expected;
  return Number.isInteger(value) && Math.abs(value) <= int32 ? value : attendance.expected;
}

function readService(value: unknown): BookedServiceFacts[] {
  if (typeof value === 'string') value = { title: value };
  if (!isTree(value)) return [];
  const title = readName([value.title, value.name]);
  if (title === null) return [];
  return [
    {
      externalId: readWord(value.id),
      title,
      cost: readNumber(value.cost),
      firstCost: readNumber(value.first_cost),
      discount: readNumber(value.discount),
    },
  ];
}

function readClient(value: unknown): BookingClientFacts | null {
  if (!isTree(value)) return null;
  return {
    externalId: readWord(value.id),
    name: readName([value.name, value.display_name]),
    phone: readWord(value.phone, 60),
  };
}
