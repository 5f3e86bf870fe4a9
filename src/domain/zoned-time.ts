/**
 * Wall clocks and moments. A wall clock is text, `2026-06-03T14:00:00`: it means a moment only together with a zone.
 * The server's own zone is never used.
 */
import { memoize } from './memoize.js';

const localShape = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,9})?$/;
const offsetShape = /^(.+?)\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})$/i;
/** Creating a formatter takes longer than using it; a zone has many spellings, so the cache is bounded. */
const formatOf = memoize(
  200,
  zone =>
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }),
);

/** Normalises a wall clock; null when invalid. */
export function parseLocal(text: string): string | null {
  const match = localShape.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour, minute, second = '00'] = match;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const asUtc = new Date(`${local}Z`);
  return Number.isNaN(asUtc.getTime()) || toWallClock(asUtc) !== local ? null : local;
}

/** Parses a moment from a date and time with an offset, with or without a colon; null without an offset. */
export function parseInstant(text: string): Date | null {
  const [, clock = '', offset = ''] = offsetShape.exec(text.trim()) ?? [];
  const local = parseLocal(clock);
  if (local === null) return null;
  if (/^z$/i.test(offset)) return new Date(`${local}Z`);
  const [, sign, hours, minutes = '00'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? [];
  const at = new Date(`${local}${sign}${hours}:${minutes}`);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** Local time of a zone at a moment. */
export function toLocal(at: Date, zone: string): string {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year?.padStart(4, '0')}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`;
}

/**
 * The moment at which the clocks of a zone show `local`. An hour that is skipped in spring is read with the offset
 * before it. For an hour that occurs twice in autumn, `hint` decides if it is one of the two, else the first is used.
 */
export function toInstant(local: string, zone: string, hint: Date | null = null): Date {
  const [first, ...others] = momentsOf(local, zone);
  const told = hint && [first, ...others].find(moment => moment === hint.getTime());
  return new Date(told ?? first);
}

/** True if the clocks of a zone show `local` twice, as on an autumn night. */
export function isRepeated(local: string, zone: string): boolean {
  return momentsOf(local, zone).length > 1;
}

/** All moments at which the clocks show `local`, earliest first; at least one. */
function momentsOf(local: string, zone: string): readonly [number, ...number[]] {
  const asUtc = new Date(`${local}Z`).getTime();
  const offsetAt = (moment: number) => new Date(`${toLocal(new Date(moment), zone)}Z`).getTime() - moment;
  const before = asUtc - offsetAt(asUtc - 86_400_000);
  const after = asUtc - offsetAt(asUtc + 86_400_000);
  const [first, ...others] = [...new Set([before, after])]
    .filter(moment => toLocal(new Date(moment), zone) === local)
    .sort((a, b) => a - b);
  return first === undefined ? [before] : [first, ...others];
}

/** True if the runtime knows the zone. */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }) !== null;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function toWallClock(asUtc: Date): string {
  return asUtc.toISOString().slice(0, 19);
}
