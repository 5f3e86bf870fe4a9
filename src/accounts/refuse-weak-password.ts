import { BadUserInputError } from '../domain/errors.js';
import { parsePassword } from './input-rules.js';

/** Below a million guesses: the most common passwords, names with a year, and simple patterns. */
const minGuessesLog10 = 6;

/**
 * Refuses a new password that is too short, too long, common, or made of the name or e-mail address of its user.
 * @returns the password. @throws BadUserInputError
 */
export async function refuseWeakPassword(
  field: string,
  password: string,
  { email, name }: { readonly email: string; readonly name: string },
): Promise<string> {
  parsePassword(field, password);
  const [local = '', domain = ''] = email.split('@');
  const words = [email, local, domain, name, ...`${name} ${local} ${domain}`.split(/[\s._+-]+/)];
  const { estimateGuesses } = await import('./password-strength.js');
  if (estimateGuesses(password, words.filter(Boolean)) >= minGuessesLog10) return password;
  throw new BadUserInputError(
    field,
    'is too easy to guess: it is a common password, a simple pattern, or contains your name or e-mail address',
  );
}
