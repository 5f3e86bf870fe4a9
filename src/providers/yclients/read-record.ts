/**
 * Parses a record of YClients (docs/providers/yclients.md, "Fields of a record"). Never throws. Fields that the record
 * does not contain are undefined, as an update may be partial.
 */

import type {
  BookedServiceFacts,
  BookingClientFacts,
  BookingMaker,
  BookingRecord,
} from '../../domain/booking-event.js';
import { attendance } from '../../domain/booking-vocabulary.js';
import { isTree, readFlag, readName, readNumber, readWord, type Tree } from './loose-value.js';
import { readMoment, readStart } from './read-time.js';

const maxServices = 50;
const maxSeconds = 30 * 86_400;
const int32 = 2 ** 31 - 1;

/** Reads `data` of a record event; a field of an unexpected type is null. */
export function readRecord(data: Tree): BookingRecord {
  const has = (...names: readonly string[]) => names.some(name => data[name] !== undefined);
  return {
    start: readStart(data),
    lengthSeconds: has('seance_length', 'length') ? readLength(data.seance_length, data.length) : undefined,
    services: readServices(data.services),
    ...readStaff(data),
    client: has('client') ? readClient(data.client) : undefined,
    comment: has('comment') ? readWord(data.comment, 2_000) : undefined,
    attendance: has('attendance', 'visit_attendance') ? readAttendance(data) : undefined,
    isConfirmed: has('confirmed') ? readFlag(data.confirmed) : undefined,
    isDeleted: has('deleted') ? (readFlag(data.deleted) ?? false) : undefined,
    madeAt: has('create_date') ? readMoment(data.create_date) : undefined,
    maker: has('created_user_id', 'api_id', ...formFields) ? readMaker(data) : undefined,
  };
}

function readLength(...values: readonly unknown[]): number | null {
  const length = values.map(readNumber).find(value => value !== null) ?? 0;
  return length > 0 && length <= maxSeconds ? Math.round(length) : null;
}

function readAttendance(data: Tree): number {
  const value = readNumber(data.attendance) ?? readNumber(data.visit_attendance) ?? attendance.expected;
  return Number.isInteger(value) && Math.abs(value) <= int32 ? value : attendance.expected;
}

/** Null and an empty list mean no services; a value that is not a list means unknown. */
function readServices(value: unknown): BookedServiceFacts[] | undefined {
  if (value === null) return [];
  return Array.isArray(value) ? value.slice(0, maxServices).flatMap(readService) : undefined;
}

function readService(value: unknown): BookedServiceFacts[] {
  if (typeof value === 'string') value = { title: value };
  if (!isTree(value)) return [];
  const { cost, first_cost: firstCost, discount } = value;
  const title = readName([value.title, value.name]) ?? undefined;
  const externalId = readWord(value.id);
  if (title === undefined && externalId === null) return [];
  return [
    {
      externalId,
      title,
      cost: cost === undefined ? undefined : readNumber(cost),
      firstCost: firstCost === undefined ? undefined : readNumber(firstCost),
      discount: discount === undefined ? undefined : readNumber(discount),
    },
  ];
}

/** `staff` is an object, a name, or null; `staff_id` can be present without it. */
function readStaff(data: Tree): Pick<BookingRecord, 'staffExternalId' | 'staffName'> {
  const { staff, staff_id: staffId } = data;
  const id = staffId === undefined ? undefined : readWord(staffId);
  if (staff === undefined) return { staffExternalId: id, staffName: undefined };
  if (!isTree(staff)) {
    return { staffExternalId: id ?? null, staffName: readName([staff]) };
  }
  return {
    staffExternalId: readWord(staff.id) ?? (staff.id === null ? (id ?? null) : id),
    staffName: staff.name === undefined ? undefined : readName([staff.name]),
  };
}

/** Filled by the booking forms only; `is_mobile` is 0 for what an administrator or a program made. */
const formFields = ['bookform_id', 'record_from', 'from_url', 'is_mobile'] as const;

function readMaker(data: Tree): BookingMaker {
  const given = (name: string) => {
    const word = readWord(data[name]);
    return word === null || word === '0' ? null : word;
  };
  return {
    userId: given('created_user_id'),
    isByForm: formFields.some(name => given(name) !== null),
    isByProgram: given('api_id') !== null,
  };
}

function readClient(value: unknown): BookingClientFacts | null {
  if (!isTree(value)) return null;
  const { id, name, display_name: displayName, phone } = value;
  const isNamed = name !== undefined || displayName !== undefined;
  return {
    externalId: id === undefined ? undefined : readWord(id),
    name: isNamed ? readName([name, displayName]) : undefined,
    phone: phone === undefined ? undefined : readWord(phone, 60),
  };
}
