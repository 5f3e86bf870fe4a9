/** Validation of business hours and of the text that is sent outside them. */
import { BadUserInputError } from '../domain/errors.js';
import type { OpeningRules } from '../domain/opening-hours.js';
import { cleanText, isInvisible } from '../domain/text.js';
import type { Weekday } from '../domain/vocabulary.js';
import { parseTimezone } from './input-rules.js';

/** Business hours as given. */
export interface OpeningRulesInput {
  readonly timezone?: string | null;
  readonly periods: readonly { readonly day: Weekday; readonly opens: string; readonly closes: string }[];
  readonly closedOn?: readonly string[] | null;
}

const maxPeriods = 50;
const maxClosedDays = 400;
const maxAwayChars = 1_000;
const timeShape = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Business hours in order of day and time; null stays null. @throws BadUserInputError */
export function parseOpeningRules(field: string, input: OpeningRulesInput | null): OpeningRules | null {
  if (input === null) return null;
  const { timezone = null, periods, closedOn } = input;
  if (periods.length > maxPeriods)
    throw new BadUserInputError(`${field}.periods`, `takes at most ${maxPeriods} periods`);
  const days = [...new Set(closedOn ?? [])].sort();
  if (days.length > maxClosedDays)
    throw new BadUserInputError(`${field}.closedOn`, `takes at most ${maxClosedDays} days`);
  for (const { opens, closes } of periods) {
    if (!timeShape.test(opens) || !(timeShape.test(closes) || closes === '24:00'))
      throw new BadUserInputError(
        `${field}.periods`,
        'must have times such as 09:30; 24:00 closes at midnight',
      );
    if (opens >= closes)
      throw new BadUserInputError(
        `${field}.periods`,
        `must open before they close (${opens} to ${closes}); divide a period over midnight into two, with 24:00 and 00:00`,
      );
  }
  return {
    timezone: timezone === null ? null : parseTimezone(`${field}.timezone`, timezone),
    periods: periods.map(({ day, opens, closes }) => ({ day, opens, closes })),
    closedOn: days,
  };
}

/** The text; null stays null. @throws BadUserInputError */
export function parseAwayText(field: string, given: string | null): string | null {
  if (given === null) return null;
  const text = cleanText(given).trim();
  if (isInvisible(text) || [...text].length > maxAwayChars)
    throw new BadUserInputError(field, `must have 1 to ${maxAwayChars} characters`);
  return text;
}
