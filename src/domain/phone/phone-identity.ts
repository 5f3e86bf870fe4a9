/**
 * The identity of a person by phone number.
 *
 * Two spellings of one person's number have the same `matchKey`, in any format; `e164` stays what was
 * written, because a reply goes to the address as received. Everything here is pure and answers null instead of
 * throwing.
 */

import { memoize } from '../memoize.js';
import { hasCallingCode, readInternationalNumber, readNationalNumber } from './numbering-plan.js';
import { maxRawLength, readPhoneDigits } from './phone-digits.js';
import { attestedRule, generalRule, type PhoneRule, phoneRules, rewriteDigits } from './phone-rules.js';

/** A phone number that can be compared. */
export interface PhoneIdentity {
  /** The number as written, in E.164. */
  readonly e164: string;
  /** ISO 3166 alpha-2, or null when the number's country cannot be told. */
  readonly country: string | null;
  /** The one number, in E.164, under which every spelling of this person's number meets. */
  readonly matchKey: string;
  /** Every spelling to search by, the key first. */
  readonly matchKeys: readonly string[];
  /** The id of the rule in `phone-rules` that was followed. */
  readonly rule: string;
}

const e164Digits = /^[1-9]\d{6,14}$/;
const internationalPrefix = /^00([1-9]\d*)$/;
const keySeparator = ' ';
/** About 2 MB when full; more people than write within minutes of each other. */
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
 * @param defaultCountry ISO 3166 alpha-2; decides what a bare national number means. An unknown one decides nothing.
 * @returns null for what is no phone number. The result is shared and frozen.
 */
export function identifyPhone(raw: string, defaultCountry: string): PhoneIdentity | null {
  if (typeof raw !== 'string' || raw.length > maxRawLength) return null;
  return recallPhone(countryKey(defaultCountry) + keySeparator + raw);
}

/**
 * Identifies the digits of a messenger address, which are international whether or not a plus stands before them.
 *
 * The messenger vouches for the number, so an assigned calling code is enough where the numbering plan is not.
 * @param defaultCountry read as a national number only when the digits cannot be an international one: people type
 * `8701…` into bots.
 * @returns null for what is no phone number. The result is shared and frozen.
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
 * Bare digits that no rule of the tenant's country rewrites. A pattern that fits is worth more than a length that
 * does, and a number at home more than one abroad; a length alone proves nothing abroad, where every local number
 * would become another person's.
 */
function identifyBare(digits: string, country: string): PhoneIdentity | null {
  const isRuled = ruleByHome.has(country);
  const home = isRuled ? null : readNationalNumber(digits, country, 'valid');
  if (home) return identify(home.digits);
  const abroad = identify(digits, 'valid');
  if (abroad || isRuled) return abroad;
  return identify(readNationalNumber(digits, country, 'possible')?.digits);
}

/** International digits that a rule of ours or a numbering plan knows. */
function identify(
  digits: string | null | undefined,
  accept: 'possible' | 'valid' = 'possible',
): PhoneIdentity | null {
  if (!digits || !e164Digits.test(digits)) return null;
  const rule = phoneRules.find(({ callingCode }) => digits.startsWith(callingCode));
  if (rule) return identifyByRule(rule, digits);
  const number = readInternationalNumber(digits, accept);
  // Without its trunk zero a number can be too short for one.
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
