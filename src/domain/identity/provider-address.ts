/**
 * Parses a provider's address of a person. On a WhatsApp number all spellings of a phone are one address, so that one
 * person has one conversation there. Bare digits are international where the provider's format says so, and use the
 * company's country where people or relays write them.
 */
import type { AddressRules } from './address-rules.js';
import { IdentityKind } from './identity-kind.js';
import {
  type MessengerAddress,
  type MessengerPerson,
  parseMessengerAddress,
  toPhonePerson,
} from './messenger-address.js';

/** Context for parsing a provider's address. */
export interface AddressContext {
  /** The vendor's address rules. */
  readonly addresses: AddressRules;
  /** ISO 3166-1 alpha-2 code of the company's country. */
  readonly defaultCountry: string;
}

/** Parses the address. Never throws. */
export function parseProviderAddress(
  raw: string,
  { addresses, defaultCountry }: AddressContext,
): MessengerAddress {
  const parsed = parseMessengerAddress(raw, defaultCountry, addresses.bareDigits);
  const isSpelled = parsed.type === 'person' && parsed.kind === IdentityKind.PHONE;
  return isSpelled && addresses.isWhatsApp(raw) ? toPhonePerson(raw, parsed.phone) : parsed;
}

/**
 * Address for replies: the address as received; for a number typed by a person, the provider's own form, because the
 * meaning of a spelling depends on the country.
 */
export function toReplyAddress(
  { addresses }: Pick<AddressContext, 'addresses'>,
  person: MessengerPerson,
): string {
  const { phone, raw } = person;
  if (phone === null || person.kind !== IdentityKind.WHATSAPP_JID || raw.includes('@')) return raw;
  const digits = raw.trim().replace(/^\+/, '');
  // Meta's own form of a number can differ from the phone's (Brazil, Mexico).
  const isInternational =
    addresses.bareDigits === 'international' ? /^\d+$/.test(raw) : digits === phone.e164.slice(1);
  if (isInternational) return raw;
  return addresses.toPhoneAddress('', phone.e164);
}
