/**
 * Identity of a person by phone number.
 *
 * Two spellings of one person's number have the same `matchKey`, in any format; `e164` stays as written, because a
 * reply is sent to the address as received. Everything here is pure and returns null instead of throwing.
 */

import { memoize } from '../memoize.js';
import { hasCallingCode, readInternationalNumber, readNationalNumber } from './numbering-plan.js';
import { maxRawLength, readPhoneDigits } from './phone-digits.js';
import { attestedRule, generalRule, type PhoneRule, phoneRules, rewriteDigits } from './phone-rules.js';

/** A comparable phone number. */
export interface PhoneIdentity {
  /** The number as written, in E.164. */
  readonly e164: string;
  /** ISO 3166 alpha-2, or null when the country is unknown. */
  readonly country: string | null;
  /** E.164 number that is the same for all spellings of this person's number. */
  readonly matchKey: string;
  /** All spellings to search by, the key first. */
  readonly matchKeys: readonly string[];
  /** Id of the applied rule in `phone-rules`. */
  readonly rule: string;
}

const e164Digits = /^[1-9]\d{6,14}$/;
const internationalPrefix = /^00([1-9]\d*)$/;
const keySeparator = ' ';
/** About 2 MB when full; more than the number of contacts active within a few minutes. */
const maxRemembered = 8192;

const ruleByHome = new Map(phoneRules.flatMap(rule => rule.homes.map(home => [home, rule] as const)));

const recallPhone = memoize(maxRemembered, key => {
  const end = key.indexOf(keySeparator);
  return readPhone(key.slice(end + 1), key.slice(0, end));
});
const recallDigits = memoize(maxRemembered, key => {
  const end = key.indexOf(keySeparator);
  return readInternational(key.slice(end + 1), key.slice(0, end));
});

/**
 * Identifies a phone number as a person or a booking system writes it.
 * @param defaultCountry ISO 3166 alpha-2; the country of a bare national number. An unknown one has no effect.
 * @returns null if it is not a phone number. The result is shared and frozen.
 */
export function identifyPhone(raw: string, defaultCountry: string): PhoneIdentity | null {
  if (typeof raw !== 'string' || raw.length > maxRawLength) return null;
  return recallPhone(countryKey(defaultCountry) + keySeparator + raw);
}

/**
 * Identifies the digits of a messenger address; they are international with or without a plus.
 *
 * The messenger attests the number, so an assigned calling code is enough where the numbering plan has no match.
 * @param defaultCountry used only when the digits cannot be international: people type `8701…` into bots.
 * @returns null if it is not a phone number. The result is shared and frozen.
 */
export function identifyInternationalDigits(digits: string, defaultCountry = ''): PhoneIdentity | null {
  if (typeof digits !== 'string' || digits.length > maxRawLength) return null;
  return recallDigits(countryKey(defaultCountry) + keySeparator + digits);
}

function countryKey(country: string): string {
  return typeof country === 'string' && country.length === 2 ? country : '';
}

function readPhone(raw: string, country: string): PhoneIdentity | null {
  const written = readPhoneDigits(raw);
  if (!written) return null;
  const { digits, hasPlus } = written;
  const home = ruleByHome.get(country);
  if (hasPlus) return identify(digits) ?? identify(home && rewriteDigits(home.afterPlus, digits));
  const abroad = internationalPrefix.exec(digits)?.[1];
  if (abroad) return identify(abroad);
  const national = home ? rewriteDigits(home.national, digits) : null;
  return national ? identify(national) : identifyBare(digits, country);
}

function readInternational(raw: string, country: string): PhoneIdentity | null {
  const digits = readPhoneDigits(raw)?.digits;
  if (!digits) return null;
  const home = ruleByHome.get(country);
  return (
    identify(digits) ?? identify(home && rewriteDigits(home.national, digits)) ?? identifyAttested(digits)
  );
}

/**
 * Bare digits that no rule of the tenant's country rewrites. A matching pattern ranks before a matching length, and a
 * domestic number before a foreign one. A length alone is no evidence for a foreign number: every local number would
 * become another person's.
 */
function identifyBare(digits: string, country: string): PhoneIdentity | null {
  const isRuled = ruleByHome.has(country);
  const home = isRuled ? null : readNationalNumber(digits, country, 'valid');
  if (home) return identify(home.digits);
  const abroad = identify(digits, 'valid');
  if (abroad || isRuled) return abroad;
  return identify(readNationalNumber(digits, country, 'possible')?.digits);
}

/** International digits that a rule here or a numbering plan knows. */
function identify(
  digits: string | null | undefined,
  accept: 'possible' | 'valid' = 'possible',
): PhoneIdentity | null {
  if (!digits || !e164Digits.test(digits)) return null;
  const rule = phoneRules.find(({ callingCode }) => digits.startsWith(callingCode));
  if (rule) return identifyByRule(rule, digits);
  const number = readInternationalNumber(digits, accept);
  // Without its trunk zero a number can be too short.
  return number && e164Digits.test(number.digits)
    ? toIdentity(`+${number.digits}`, number.country, generalRule.id)
    : null;
}

function identifyByRule(rule: PhoneRule, digits: string): PhoneIdentity | null {
  const tidy = rewriteDigits(rule.tidy, digits) ?? digits;
  if (!rule.shape.test(tidy)) return null;
  const key = rewriteDigits(rule.key, tidy) ?? tidy;
  const variant = rewriteDigits(rule.variant, key);
  const country = rule.countries.find(([pattern]) => pattern.test(tidy))?.[1] ?? null;
  return toIdentity(`+${tidy}`, country, rule.id, `+${key}`, variant ? `+${variant}` : undefined);
}

function identifyAttested(digits: string): PhoneIdentity | null {
  return e164Digits.test(digits) && hasCallingCode(digits)
    ? toIdentity(`+${digits}`, null, attestedRule.id)
    : null;
}

function toIdentity(
  e164: string,
  country: string | null,
  rule: string,
  matchKey = e164,
  variant?: string,
): PhoneIdentity {
  const matchKeys = Object.freeze(variant ? [matchKey, variant] : [matchKey]);
  return Object.freeze({ e164, country, matchKey, matchKeys, rule });
}
