/** Reads the provider's timestamps: UNIX seconds; milliseconds and ISO 8601 are accepted too. */
import { readNumber } from './loose-value.js';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** No message is older than WhatsApp. */
const EARLIEST_MS = Date.UTC(2009, 0, 1);

/** Below: seconds, until the year 5138. From here on: milliseconds, since 1973. */
const FIRST_MILLISECONDS = 100_000_000_000;

/**
 * Parses a timestamp.
 * @returns null when absent or implausible: before 2009, or over a day after the arrival
 */
export function readTimestamp(text: string | null, receivedAt: Date): Date | null {
  if (text === null) return null;
  const number = readNumber(text);
  const ms = number === null ? parseIso(text) : number < FIRST_MILLISECONDS ? number * 1_000 : number;
  return ms >= EARLIEST_MS && ms <= receivedAt.getTime() + DAY_MS ? new Date(ms) : null;
}

function parseIso(text: string): number {
  return /^\s*\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(text.trim()) : Number.NaN;
}
