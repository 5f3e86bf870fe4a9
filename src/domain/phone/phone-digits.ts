/** Extracts the digits of a phone number as people and programs write it. */

/** The digits of a written number. */
export interface WrittenNumber {
  readonly digits: string;
  /** True if a plus precedes the digits. */
  readonly hasPlus: boolean;
}

/** Longer input is not a phone number; the limit also bounds the time and memory for invalid input. */
export const maxRawLength = 128;
/** Fifteen of E.164, and room for a dialling prefix. */
const maxDigits = 20;

const plainNumber = /^\+?[0-9]{5,20}$/;
/** Scheme, plus, digits with common punctuation, and the rest after an extension mark or a second number. */
const writtenNumber =
  /^(?:(?:tel|whatsapp):)?[\s([（]*(?<plus>[+＋])?\s*(?<body>[\p{Nd}([（][\p{Nd}\s\p{Pd}−()[\]（）./·~_]*)(?:(?:[;,#x]|ext|доб|вн).*)?$/isu;
const invisible = /\p{Cf}/gu;
const decimalDigit = /\p{Nd}/u;
const notAsciiDigit = /[^0-9]/gu;

/**
 * Parses a written phone number: digits of any script, brackets, dashes, spaces of every kind, a `tel:` or `whatsapp:`
 * prefix, an extension or a second number after it (dropped).
 * @returns null if it is not written like a phone number. Never throws.
 */
export function readPhoneDigits(raw: string): WrittenNumber | null {
  if (typeof raw !== 'string' || raw.length > maxRawLength) return null;
  if (plainNumber.test(raw)) {
    return raw.startsWith('+') ? { digits: raw.slice(1), hasPlus: true } : { digits: raw, hasPlus: false };
  }
  const groups = writtenNumber.exec(raw.replace(invisible, '').trim())?.groups;
  if (!groups?.body) return null;
  const digits = groups.body.replace(notAsciiDigit, character =>
    decimalDigit.test(character) ? String(digitValue(character)) : '',
  );
  if (digits.length === 0 || digits.length > maxDigits) return null;
  return { digits, hasPlus: groups.plus !== undefined };
}

/**
 * Value of a decimal digit of any script. Unicode assigns each script's ten digits in a row from zero, and adjacent
 * rows are ten long too; so the distance to the start of the run is the value.
 */
function digitValue(character: string): number {
  const codePoint = character.codePointAt(0) ?? 0;
  let distance = 0;
  while (decimalDigit.test(String.fromCodePoint(codePoint - distance - 1))) distance += 1;
  return distance % 10;
}
