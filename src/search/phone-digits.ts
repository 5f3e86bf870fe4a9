/** Phones in texts and in queries: compared by their digits, however they are written. */

/** A phone and its place in the text. */
export interface PhoneRun {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

const runShape = /\+?\(?\d[\d\s().\-\u00a0\u2011–]{5,28}\d/g;
/** Digits that make a number the same in every writing: with +7, 7, 8 or nothing before them. */
export const nationalDigits = 10;
const maxDigits = 15;
/** Fewer digits find no phone. */
export const minPhoneDigits = 3;

/** Numbers of at least ten digits that are written in a text. */
export function findPhones(text: string): readonly PhoneRun[] {
  if (!/\d/.test(text)) return [];
  return [...text.matchAll(runShape)].flatMap(match => {
    const digits = match[0].replaceAll(/\D/g, '');
    if (digits.length < nationalDigits || digits.length > maxDigits) return [];
    return [{ digits, start: match.index, end: match.index + match[0].length }];
  });
}

/** The end of a number, which every writing of it has. */
export const toNational = (digits: string): string => digits.slice(-nationalDigits);

/**
 * What a part of a number can be in the international form: itself, and without a national prefix (`8701…` is `7701…`,
 * `0151…` is `151…`). A whole number is its end.
 */
export function toDigitVariants(digits: string): readonly string[] {
  if (digits.length > nationalDigits) return [toNational(digits)];
  const variants = [digits];
  if (digits.length > minPhoneDigits && digits.startsWith('8')) variants.push(`7${digits.slice(1)}`);
  const withoutZeros = digits.replace(/^0+/, '');
  if (withoutZeros !== digits && withoutZeros.length >= minPhoneDigits) variants.push(withoutZeros);
  return variants;
}

/** The digits of an address that is a phone (`+7701…`, `7701…@c.us`, `whatsapp:+7701…`); null for any other. */
export function toPhoneDigits(address: string): string | null {
  const name = address.split('@', 1)[0] ?? '';
  const number = name.replace(/^[a-z]+:/i, '');
  if (!/^[\d\s()+.-]+$/.test(number)) return null;
  const digits = number.replaceAll(/\D/g, '');
  return digits.length >= minPhoneDigits && digits.length <= 20 ? digits : null;
}
