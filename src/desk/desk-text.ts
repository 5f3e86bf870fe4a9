/** Validation of what users enter. */
import { BadUserInputError } from '../domain/errors.js';
import { type LeadValue, readLeadValue } from '../domain/lead-value.js';
import { cleanText, isInvisible } from '../domain/text.js';

/** Longest note. */
const maxNoteChars = 10_000;

/** The text of a note. @throws BadUserInputError when it is empty or too long */
export function toNoteBody(field: string, text: string): string {
  const body = cleanText(text).trim();
  if (isInvisible(body)) throw new BadUserInputError(field, 'must say something');
  if (body.length > maxNoteChars)
    throw new BadUserInputError(field, `takes at most ${maxNoteChars} characters`);
  return body;
}

/** The value of a lead; null clears it, undefined leaves it. @throws BadUserInputError */
export function toLeadValue<Given extends LeadValue | null | undefined>(
  given: Given,
): LeadValue | Exclude<Given, LeadValue> {
  if (given == null) return given as Exclude<Given, LeadValue>;
  const read = readLeadValue(given.amount, given.currency);
  if ('value' in read) return read.value;
  throw new BadUserInputError(`value.${read.part}`, `must be ${read.expected}`);
}
