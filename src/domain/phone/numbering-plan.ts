/**
 * Numbering plans of all countries, by libphonenumber's full metadata.
 *
 * The core and the metadata are imported separately: the packaged bundle imports its JSON by a relative path that
 * Jest's extension mapping turns into a deprecated kind of import.
 */
import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';

/** A number that a numbering plan contains. */
export interface PlannedNumber {
  /** International digits without the plus, trunk prefix dropped. */
  readonly digits: string;
  readonly country: string | null;
}

/**
 * Parses international digits by the plan of their calling code.
 *
 * A possible trunk prefix after the calling code is dropped only if a valid number remains, so that parsing the result
 * again changes nothing.
 * @param accept `possible`: the length is in use for the calling code; `valid`: the digits fit its pattern too.
 * @returns null if no plan contains the number.
 */
export function readInternationalNumber(digits: string, accept: 'possible' | 'valid'): PlannedNumber | null {
  const number = parsePhoneNumberFromString(`+${digits}`, metadata);
  if (!number?.isPossible()) return null;
  const isAsWritten = number.number === `+${digits}`;
  return (accept === 'possible' && isAsWritten) || number.isValid() ? toPlanned(number) : null;
}

/** Parses bare digits as dialled within a country; null when invalid there, or for an unknown country. */
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

/** True if the numbering plan of a country is known, by its ISO 3166-1 code in capitals. */
export function hasNumberingPlan(country: string): boolean {
  return isSupportedCountry(country as CountryCode, metadata);
}

/** True if the digits begin with a calling code that is in use. */
export function hasCallingCode(digits: string): boolean {
  return parsePhoneNumberFromString(`+${digits}`, metadata) !== undefined;
}

function toPlanned(number: PhoneNumber): PlannedNumber {
  return { digits: number.number.slice(1), country: number.country ?? null };
}
