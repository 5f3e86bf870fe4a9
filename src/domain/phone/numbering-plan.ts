/**
 * What the numbering plans of the world say, by libphonenumber's full metadata.
 *
 * The core and the metadata are imported apart: the packaged bundle imports its JSON by a relative path that Jest's
 * extension mapping turns into a deprecated kind of import.
 */
import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';

/** A number that a plan knows. */
export interface PlannedNumber {
  /** International digits without the plus, trunk prefix dropped. */
  readonly digits: string;
  readonly country: string | null;
}

/**
 * Reads international digits by the plan of their calling code.
 *
 * What looks like a trunk prefix after the calling code is dropped only if a valid number remains, so that reading
 * the result again changes nothing.
 * @param accept `possible`: the length is one that the calling code uses; `valid`: the digits fit its pattern too.
 * @returns null when the plan knows no such number.
 */
export function readInternationalNumber(digits: string, accept: 'possible' | 'valid'): PlannedNumber | null {
  const number = parsePhoneNumberFromString(`+${digits}`, metadata);
  if (!number?.isPossible()) return null;
  const isAsWritten = number.number === `+${digits}`;
  return (accept === 'possible' && isAsWritten) || number.isValid() ? toPlanned(number) : null;
}

/** Reads bare digits as someone in a country dials them; null when they make no number there, or no such country. */
export function readNationalNumber(
  digits: string,
  country: string,
  accept: 'possible' | 'valid',
): PlannedNumber | null {
  if (!hasNumberingPlan(country)) return null;
  const number = parsePhoneNumberFromString(digits, country as CountryCode, metadata);
  return number && (accept === 'possible' ? number.isPossible() : number.isValid())
    ? toPlanned(number)
    : null;
}

/** Whether the numbering plan of a country is known, by its ISO 3166-1 code in capitals. */
export function hasNumberingPlan(country: string): boolean {
  return isSupportedCountry(country as CountryCode, metadata);
}

/** Whether the digits begin with a calling code that is in use. */
export function hasCallingCode(digits: string): boolean {
  return parsePhoneNumberFromString(`+${digits}`, metadata) !== undefined;
}

function toPlanned(number: PhoneNumber): PlannedNumber {
  return { digits: number.number.slice(1), country: number.country ?? null };
}
