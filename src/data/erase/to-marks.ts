import type { ContactIdentity } from '../../entities/contact-identity.entity.js';

/** National numbers are this long at the most; with it, every spelling of the country's prefix is found. */
const nationalDigits = 10;
/** Shorter texts occur in bodies by chance. */
const minChars = 7;

/**
 * Texts by which the bodies of a person are found: the digits of phones, and the names before the `@` of addresses
 * without a phone.
 */
export function toMarks(
  addresses: readonly Pick<ContactIdentity, 'canonical' | 'rawValue'>[],
  phones: readonly (string | null)[],
): readonly string[] {
  const texts = [
    ...phones.flatMap(phone => phone ?? []),
    ...addresses.flatMap(({ canonical, rawValue }) => [canonical, rawValue]),
  ];
  const marks = texts.map(text => {
    const name = text.split('@', 1)[0] ?? '';
    const digits = name.replaceAll(/^[a-z]+:|[\s()+.-]/gi, '');
    return /^\d+$/.test(digits) ? (digits.length > 15 ? digits : digits.slice(-nationalDigits)) : name;
  });
  return [...new Set(marks)].filter(mark => mark.length >= minChars);
}
