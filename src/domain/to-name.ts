/** Name of a contact or a lead, as an agent types it. */
import { BadUserInputError } from './errors.js';
import { cleanText, isInvisible } from './text.js';

const maxNameChars = 200;

/** Trims a name; null for one without a visible character. @throws BadUserInputError for more than 200 characters */
export function toName(field: string, text: string | null | undefined): string | null {
  const name = cleanText(text ?? '').trim();
  if (name.length > maxNameChars)
    throw new BadUserInputError(field, `takes at most ${maxNameChars} characters`);
  return isInvisible(name) ? null : name;
}
