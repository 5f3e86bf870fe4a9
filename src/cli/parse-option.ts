/** Parsers of option values; an invalid value is a usage error. */
import { InvalidArgumentError } from 'commander';

const spans: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Parses a moment: an ISO date or time, or a duration before now such as 30m, 12h or 7d. */
export function parseMoment(text: string): Date {
  const [, count, unit = ''] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const at = count === undefined ? Date.parse(text) : Date.now() - Number(count) * (spans[unit] ?? 0);
  if (/^\d{4}-|^\d+[mhd]$/.test(text) && Number.isFinite(at)) return new Date(at);
  throw new InvalidArgumentError(
    'Give a date such as 2026-06-01, a time such as 2026-06-01T08:00:00Z, or 30m, 12h, 7d.',
  );
}

/** Parses a whole number within bounds. */
export const parseCount =
  (min: number, max: number) =>
  (text: string): number => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`);
  };

/** Parses values of a closed list, separated by commas, repeated, or both. */
export const parseChoices =
  <Choice extends string>(choices: readonly Choice[]) =>
  (text: string, before: readonly Choice[] = []): readonly Choice[] => {
    const given = text.split(',').map(word => word.trim().toUpperCase());
    const found = given.map(word => choices.find(choice => choice === word));
    if (found.every(choice => choice !== undefined)) return [...before, ...(found as Choice[])];
    throw new InvalidArgumentError(`Give one or more of: ${choices.join(', ')}.`);
  };
