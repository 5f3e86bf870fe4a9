/** The times that a reader of statistics chooses from. */
import type { ReportInterval } from '../gql/operations.js';

/** A choice of time; `OWN` has two days of its own. */
export type RangeName = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'OWN';

/** A time with the interval that suits it. */
export interface Range {
  readonly from: Date;
  readonly to: Date;
  readonly interval: ReportInterval;
}

const dayMs = 86_400_000;
const days: Readonly<Record<Exclude<RangeName, 'OWN'>, number>> = { DAY: 1, WEEK: 7, MONTH: 30, QUARTER: 90 };

/** Longest time that the server takes. */
const maxDays = 400;

/** The time of a choice; ends with the current hour, so that it begins and ends at full ones. */
export function toRange(name: RangeName, own: readonly [from: string, to: string], now: Date): Range | null {
  if (name === 'OWN') {
    const [from, to] = [new Date(`${own[0]}T00:00`), new Date(`${own[1]}T00:00`)];
    to.setDate(to.getDate() + 1);
    const length = (to.getTime() - from.getTime()) / dayMs;
    return length > 0 && length <= maxDays ? { from, to, interval: toInterval(length) } : null;
  }
  const to = new Date(Math.ceil(now.getTime() / 3_600_000) * 3_600_000);
  return { from: new Date(to.getTime() - days[name] * dayMs), to, interval: toInterval(days[name]) };
}

const toInterval = (length: number): ReportInterval => (length <= 3 ? 'HOUR' : length <= 92 ? 'DAY' : 'WEEK');
