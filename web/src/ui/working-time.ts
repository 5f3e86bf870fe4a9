/** Times in the company's working time: when a snoozed conversation opens, when a scheduled reply leaves. */

/** Working time of a company or a number, as the API has it. */
export interface WorkingHours {
  readonly timezone: string | null;
  readonly periods: readonly { readonly day: string; readonly opens: string; readonly closes: string }[];
  /** Days on which it is closed, `YYYY-MM-DD`. */
  readonly closedOn: readonly string[];
}

/** A time to choose. */
export interface WakeUpTime {
  readonly id: 'inOneHour' | 'inThreeHours' | 'tomorrow' | 'nextWeek';
  /** ISO 8601. */
  readonly at: string;
}

const days = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A company without business hours begins at this time on every day. */
const usual = '09:00';
const maxDays = 370;

/**
 * The instant of a local time such as `2026-11-30T09:00` in a zone; a time that a change of clocks leaves out is moved by
 * the change.
 */
export function toInstant(zone: string, local: string): Date {
  const wanted = Date.parse(`${local}Z`);
  const first = wanted - offsetMs(zone, wanted);
  // Near a change of clocks the offset at the first guess is that of the other side.
  return new Date(wanted - offsetMs(zone, first));
}

/** The local time of an instant in a zone, `YYYY-MM-DDTHH:mm`. */
export function toLocal(zone: string, at: Date): string {
  return new Date(at.getTime() + offsetMs(zone, at.getTime())).toISOString().slice(0, 16);
}

/** Milliseconds by which the clocks of a zone are ahead of UTC. */
function offsetMs(zone: string, atMs: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  }).formatToParts(atMs);
  const { year, month, day, hour, minute, second } = Object.fromEntries(
    parts.map(({ type, value }) => [type, Number(value)]),
  );
  const local = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  return local - Math.floor(atMs / 1_000) * 1_000;
}

/**
 * Presets: in one hour, in three hours while that is the same working day, the next working day's beginning, the first
 * working day of next week.
 *
 * @param hours null: every day from 9:00
 * @param companyZone the zone of hours that name none
 */
export function wakeUpTimes(
  now: Date,
  hours: WorkingHours | null,
  companyZone: string,
): readonly WakeUpTime[] {
  const zone = hours?.timezone ?? companyZone;
  const today = toLocal(zone, now).slice(0, 10);
  const tomorrow = nextOpening(hours, addDays(today, 1));
  const monday = addDays(today, (8 - weekday(today)) % 7 || 7);
  const nextWeek = nextOpening(hours, monday);
  const closing =
    hours === null
      ? null
      : periodsOf(hours, today)
          .map(({ closes }) => closes)
          .sort()
          .at(-1);
  const later = new Date(now.getTime() + 3 * hourMs);
  const isLaterToday =
    toLocal(zone, later).slice(0, 10) === today &&
    (closing === null || (closing !== undefined && toLocal(zone, later).slice(11) < closing.slice(0, 5)));
  return [
    { id: 'inOneHour', at: new Date(now.getTime() + hourMs).toISOString() },
    ...(isLaterToday ? [{ id: 'inThreeHours' as const, at: later.toISOString() }] : []),
    ...(tomorrow === null ? [] : [{ id: 'tomorrow' as const, at: toInstant(zone, tomorrow).toISOString() }]),
    ...(nextWeek === null || nextWeek === tomorrow
      ? []
      : [{ id: 'nextWeek' as const, at: toInstant(zone, nextWeek).toISOString() }]),
  ];
}

/** Local time of the first opening on this day or a later one; null when it never opens. */
function nextOpening(hours: WorkingHours | null, from: string): string | null {
  if (hours === null || hours.periods.length === 0) return `${from}T${usual}`;
  for (let ahead = 0; ahead < maxDays; ahead += 1) {
    const day = addDays(from, ahead);
    const opens = periodsOf(hours, day)
      .map(period => period.opens)
      .sort()[0];
    if (opens !== undefined) return `${day}T${opens.slice(0, 5)}`;
  }
  return null;
}

const periodsOf = (hours: WorkingHours, day: string) =>
  hours.closedOn.includes(day) ? [] : hours.periods.filter(period => period.day === days[weekday(day)]);

const weekday = (day: string): number => new Date(`${day}T00:00Z`).getUTCDay();
const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + count * dayMs).toISOString().slice(0, 10);
