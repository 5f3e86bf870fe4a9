/** Input validation of the account use cases: each rule returns the value to store, or an error naming the field. */
import { BadUserInputError } from '../domain/errors.js';
import { isCurrency } from '../domain/money.js';
import { hasNumberingPlan } from '../domain/phone/numbering-plan.js';
import { isInvisible } from '../domain/text.js';
import { Role } from '../domain/vocabulary.js';

/** Control characters, lone surrogates and unassigned code points: PostgreSQL rejects some, people misread the rest. */
const unprintable = /[\p{Cc}\p{Cs}\p{Cn}]/u;
const emailShape = /^[^\s@]{1,64}@[^\s@]{1,190}$/u;
const zoneShape = /^(UTC|[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*)+)$/;
const phoneShape = /^\+[1-9]\d{6,14}$/;

const minPasswordChars = 10;
const maxNewPasswordChars = 200;
const maxTextChars = 200;

/** Normalised e-mail address, as stored and compared; null if the text has another form. */
export function normalizeEmail(text: string): string | null {
  const email = text.trim().toLowerCase();
  return emailShape.test(email) && !unprintable.test(email) ? email : null;
}

/** An e-mail address. @throws BadUserInputError */
export function parseEmail(field: string, text: string): string {
  const email = normalizeEmail(text);
  if (email === null) throw new BadUserInputError(field, 'must be an e-mail address');
  return email;
}

/** A single-line text without leading or trailing space. @throws BadUserInputError */
export function parseLine(field: string, text: string, maxChars = maxTextChars): string {
  const line = text.trim();
  if (line === '' || line.length > maxChars) {
    throw new BadUserInputError(field, `must have 1 to ${maxChars} characters`);
  }
  if (isInvisible(line)) throw new BadUserInputError(field, 'must show something');
  if (unprintable.test(line)) throw new BadUserInputError(field, 'must not contain control characters');
  return line;
}

/** A tenant's short name. @throws BadUserInputError */
export function parseSlug(field: string, text: string): string {
  if (/^[a-z0-9](-?[a-z0-9]){1,62}$/.test(text)) return text;
  throw new BadUserInputError(
    field,
    'must have 2 to 63 lower-case letters, digits and single hyphens between them',
  );
}

/** The length of a new password; `refuseWeakPassword` has the other rules. @throws BadUserInputError */
export function parsePassword(field: string, text: string): string {
  const { length } = [...text.slice(0, 2 * maxNewPasswordChars + 1)];
  if (length >= minPasswordChars && length <= maxNewPasswordChars) return text;
  throw new BadUserInputError(field, `must have ${minPasswordChars} to ${maxNewPasswordChars} characters`);
}

/** A role by its name. @throws BadUserInputError */
export function parseRole(field: string, text: string): Role {
  const role = Object.values(Role).find(known => known === text);
  if (role === undefined)
    throw new BadUserInputError(field, `must be one of: ${Object.keys(Role).join(', ')}`);
  return role;
}

/** A country whose numbering plan is known, as phone numbers are parsed with it. @throws BadUserInputError */
export function parseCountry(field: string, text: string): string {
  if (hasNumberingPlan(text)) return text;
  throw new BadUserInputError(field, 'must be an ISO 3166-1 alpha-2 country code in capitals, such as KZ');
}

/** An IANA time zone; a bare offset is rejected, as it has no daylight saving. @throws BadUserInputError */
export function parseTimezone(field: string, text: string): string {
  if (zoneShape.test(text) && isKnownZone(text)) return text;
  throw new BadUserInputError(field, 'must be an IANA time zone, such as Asia/Almaty');
}

/** A BCP 47 language tag in its canonical spelling. @throws BadUserInputError */
export function parseLocale(field: string, text: string): string {
  try {
    const [locale] = Intl.getCanonicalLocales(text);
    if (locale !== undefined) return locale;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new BadUserInputError(field, 'must be a BCP 47 language tag, such as ru or en-IN');
}

/** An ISO 4217 currency code. @throws BadUserInputError */
export function parseCurrency(field: string, text: string): string {
  if (isCurrency(text)) return text;
  throw new BadUserInputError(field, 'must be an ISO 4217 code in capitals, such as KZT');
}

/** A phone number in E.164. @throws BadUserInputError */
export function parsePhoneNumber(field: string, text: string): string {
  if (phoneShape.test(text)) return text;
  throw new BadUserInputError(field, 'must be a phone number in E.164, such as +77010000021');
}

/** A whole number within bounds. @throws BadUserInputError */
export function parseWithin(field: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new BadUserInputError(field, `must be a whole number from ${min} to ${max}`);
}

function isKnownZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
