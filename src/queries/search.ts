/** Looking for people by a part of their name or phone. What the client types never acts as a pattern. */
import { BadUserInputError } from '../domain/errors.js';
import type { Parameters } from './page-sql.js';

const maxSearchLength = 100;
/** Digits from which on a text may mean a phone. */
const minPhoneDigits = 3;
/** A full number, with any prefix: 8, +7 or none. */
const nationalDigits = 10;

/**
 * The text to look for, or null when there is none.
 * @throws BadUserInputError when it is too long, or holds what no text in the database can hold
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

/** A pattern for ILIKE that matches the text anywhere, its own `%`, `_` and `\` taken literally. */
export function toPattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/**
 * A condition that the name holds the text, or the phone its digits: `8 701…`, `+7 701…` and `701…` find the same.
 */
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
