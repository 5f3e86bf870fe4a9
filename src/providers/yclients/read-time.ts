/**
 * Reads times in every format seen in records: wall clock, date and time with an offset, UNIX seconds as a number or
 * digits.
 */
import type { BookingStart } from '../../domain/booking-event.js';
import { parseInstant, parseLocal } from '../../domain/zoned-time.js';
import { readWord, type Tree } from './loose-value.js';

const digitsShape = /^\s*\d{9,13}\s*$/;
/** From here on a number is milliseconds: as seconds it would be past the year 5000. */
const minMilliseconds = 1e11;
/** Smaller values (before 1973 as seconds) are a zero or a counter, not a time. */
const minSeconds = 1e8;

/** A moment: text with an offset (`2026-06-01T12:49:08+0500`, colon optional) or UNIX seconds; null otherwise. */
export function readMoment(value: unknown): Date | null {
  if (typeof value === 'number') return readUnix(value);
  if (typeof value !== 'string') return null;
  return digitsShape.test(value) ? readUnix(Number(value)) : parseInstant(value);
}

/**
 * Start of a visit, from `date` and `datetime`; undefined when a record has neither.
 *
 * The wall clock of `date` has priority: the offset of `datetime` was seen wrong in summer. `datetime` is used where
 * `date` is missing or unreadable, and to distinguish the repeated hour of an autumn night.
 */
export function readStart(data: Tree): BookingStart | undefined {
  if (data.date === undefined && data.datetime === undefined) return undefined;
  const [date, datetime] = [readTime(data.date), readTime(data.datetime)];
  const { local, instant } = date ?? datetime ?? { local: null, instant: null };
  if (local !== null) return { local, instant: datetime?.instant ?? null, unreadable: null };
  if (instant !== null) return { local: null, instant, unreadable: null };
  return { local: null, instant: null, unreadable: readWord(data.date, 60) ?? readWord(data.datetime, 60) };
}

function readTime(value: unknown): Pick<BookingStart, 'local' | 'instant'> | null {
  const instant = readMoment(value);
  if (instant) return { local: null, instant };
  const local = typeof value === 'string' ? parseLocal(value) : null;
  return local === null ? null : { local, instant: null };
}

function readUnix(value: number): Date | null {
  if (!Number.isFinite(value) || value < minSeconds) return null;
  const at = new Date(value >= minMilliseconds ? value : value * 1_000);
  return Number.isNaN(at.getTime()) ? null : at;
}
