/** Search for contacts by a part of their name or phone. The client's text is never used as a pattern. */
import { BadUserInputError } from '../domain/errors.js';
import type { Parameters } from './page-sql.js';

const maxSearchLength = 100;
/** Minimum number of digits of a phone search. */
const minPhoneDigits = 3;
/** A full number, with any prefix: 8, +7 or none. */
const nationalDigits = 10;

/**
 * The text to search for, or null when there is none.
 * @throws BadUserInputError when it is too long, or contains characters that the database cannot store
 */
export function toSearch(field: string, text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') return null;
  if (trimmed.length > maxSearchLength) {
    throw new BadUserInputError(field, `takes at most ${maxSearchLength} characters`);
  }
  if (trimmed.includes('\0') || !trimmed.isWellFormed())
    throw new BadUserInputError(field, 'must be plain text');
  return trimmed;
}

/** An ILIKE pattern that matches the text anywhere; `%`, `_` and `\` in the text are literal. */
export function toPattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** Condition: the name contains the text, or the phone its digits: `8 701…`, `+7 701…` and `701…` find the same. */
export function matchesPerson(
  search: string,
  columns: { readonly name: string; readonly phone: string },
  parameters: Parameters,
): string {
  const byName = `${columns.name} ilike ${parameters.add(toPattern(search), 'text')}`;
  const digits = /^[\d\s()+.-]+$/.test(search) ? search.replace(/\D/g, '') : '';
  if (digits.length < minPhoneDigits) return byName;
  return `(${byName} or ${columns.phone} like ${parameters.add(toPattern(digits.slice(-nationalDigits)), 'text')})`;
}
