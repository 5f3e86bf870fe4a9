/** What people type at the desk. */
import { BadUserInputError } from '../domain/errors.js';
import { cleanText, isInvisible } from '../domain/text.js';

/** Longest note. */
const maxNoteChars = 10_000;

/** The words of a note. @throws BadUserInputError when there are none, or too many */
export function toNoteBody(field: string, text: string): string {
  const body = cleanText(text).trim();
  if (isInvisible(body)) throw new BadUserInputError(field, 'must say something');
  if (body.length > maxNoteChars)
    throw new BadUserInputError(field, `takes at most ${maxNoteChars} characters`);
  return body;
}
