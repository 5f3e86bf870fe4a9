/** Validation of texts that users enter. */
import { BadUserInputError } from '../domain/errors.js';
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
