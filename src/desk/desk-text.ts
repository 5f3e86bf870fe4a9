/** What people type at the desk. */
import { BadUserInputError } from '../domain/errors.js';
import { cleanText, isInvisible } from '../domain/text.js';

/** Longest name of a case. */
const maxNameChars = 200;
/** Longest note. */
const maxNoteChars = 10_000;

/** A name without space around it, or null for one that shows nothing. @throws BadUserInputError when it is too long */
export function toName(field: string, text: string | null | undefined): string | null {
  const name = cleanText(text ?? '').trim();
  if (name.length > maxNameChars)
    throw new BadUserInputError(field, `takes at most ${maxNameChars} characters`);
  return isInvisible(name) ? null : name;
}

/** The words of a note. @throws BadUserInputError when there are none, or too many */
export function toNoteBody(field: string, text: string): string {
  const body = cleanText(text).trim();
  if (isInvisible(body)) throw new BadUserInputError(field, 'must say something');
  if (body.length > maxNoteChars)
    throw new BadUserInputError(field, `takes at most ${maxNoteChars} characters`);
  return body;
}
