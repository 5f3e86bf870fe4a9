/**
 * Business hours: periods of the week, closed days, and a time zone.
 *
 * A period is the time between two moments, those at which the zone's clocks show its ends. An hour that clocks skip or
 * repeat therefore makes a period shorter or longer, and never splits it.
 */
import { LRUCache } from 'lru-cache';
import { Weekday } from './vocabulary.js';
import { toInstant, toLocal } from './zoned-time.js';

/** Open from … to on one day of the week; `HH:MM`, and `24:00` for the end of the day. */
export interface OpeningPeriod {
  readonly day: Weekday;
  readonly opens: string;
  readonly closes: string;
}

/** Business hours as stored. */
export interface OpeningRules {
  /** IANA time zone; the company's when null. */
  readonly timezone: string | null;
  readonly periods: readonly OpeningPeriod[];
  /** Calendar days, `YYYY-MM-DD`, on which no period applies. */
  readonly closedOn: readonly string[];
}

/** State of business hours at a moment. */
export interface OpeningState {
  readonly isOpen: boolean;
  /** When it next opens or closes; null when it does not within a year. */
  readonly changesAt: Date | null;
}

const weekdays = Object.values(Weekday);
const dayMs = 86_400_000;
const searchedDays = 370;

/** State at a moment. @param zone the company's time zone, for rules without one */
export function findOpeningState(rules: OpeningRules, zone: string, at: Date): OpeningState {
  const key = JSON.stringify([rules, zone]);
  const known = states.get(key);
  if (known && known.from <= at.getTime() && at.getTime() < known.until) return known;
  const state = computeState(rules, zone, at.getTime());
  const until = state.changesAt?.getTime() ?? at.getTime() + keptMs;
  states.set(key, { ...state, from: at.getTime(), until });
  return state;
}

/** True while it is open; without rules always. */
export function isOpenAt(rules: OpeningRules | null, zone: string, at: Date): boolean {
  return rules === null || findOpeningState(rules, zone, at).isOpen;
}

interface KnownState extends OpeningState {
  readonly from: number;
  readonly until: number;
}

/** States of the rules in use: each holds until it changes. */
const states = new LRUCache<string, KnownState>({ max: 1_000 });
const keptMs = 30 * dayMs;

function computeState(rules: OpeningRules, zone: string, at: number): OpeningState {
  const timezone = rules.timezone ?? zone;
  const closedOn = new Set(rules.closedOn);
  const today = Date.parse(`${toLocal(new Date(at), timezone).slice(0, 10)}T00:00:00Z`);
  /** End of the current opening, so far; null while it is closed. */
  let until: number | null = null;
  // A period of yesterday can last beyond midnight where clocks are moved back in that night.
  for (let start = today - dayMs; start < today + searchedDays * dayMs; start += dayMs) {
    if (until !== null && start > until + 2 * dayMs) break;
    for (const [opens, closes] of spansOf(rules, closedOn, new Date(start), timezone)) {
      if (closes <= at) continue;
      if (until === null && opens > at) return { isOpen: false, changesAt: new Date(opens) };
      // Periods that touch or overlap are one.
      if (until !== null && opens > until) return { isOpen: true, changesAt: new Date(until) };
      until = Math.max(until ?? closes, closes);
    }
  }
  const isEndless = until !== null && until > today + (searchedDays - 2) * dayMs;
  return { isOpen: until !== null, changesAt: until === null || isEndless ? null : new Date(until) };
}

/** The periods of a calendar day as moments, in order. */
function spansOf(
  { periods }: OpeningRules,
  closedOn: ReadonlySet<string>,
  date: Date,
  zone: string,
): (readonly [number, number])[] {
  const day = date.toISOString().slice(0, 10);
  if (closedOn.has(day)) return [];
  const weekday = weekdays[(date.getUTCDay() + 6) % 7];
  return periods
    .filter(period => period.day === weekday)
    .map(({ opens, closes }) => [toMoment(day, opens, zone), toMoment(day, closes, zone)] as const)
    .filter(([opens, closes]) => opens < closes)
    .sort(([one], [other]) => one - other);
}

/** The moment of a time of day; 24:00 is the start of the next day. */
function toMoment(day: string, time: string, zone: string): number {
  const isEnd = time === '24:00';
  const date = isEnd ? new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10) : day;
  return toInstant(`${date}T${isEnd ? '00:00' : time}:00`, zone).getTime();
}
