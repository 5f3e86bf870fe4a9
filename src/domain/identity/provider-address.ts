/**
 * The address of a person as one provider gives it. On a WhatsApp number a phone in any spelling is one address, so that
 * one person has one conversation there; and digits alone are international where the provider's own format has them so,
 * and read by the company's country where people or relays write them.
 */
import type { AddressRules } from './address-rules.js';
import { IdentityKind } from './identity-kind.js';
import {
  type MessengerAddress,
  type MessengerPerson,
  parseMessengerAddress,
  toPhonePerson,
} from './messenger-address.js';

/** What decides how a provider's address is read. */
export interface AddressContext {
  /** The vendor's. */
  readonly addresses: AddressRules;
  /** ISO 3166-1 alpha-2 code of the company's country. */
  readonly defaultCountry: string;
}

/** Reads it. Never throws. */
export function parseProviderAddress(
  raw: string,
  { addresses, defaultCountry }: AddressContext,
): MessengerAddress {
  const parsed = parseMessengerAddress(raw, defaultCountry, addresses.bareDigits);
  const isSpelled = parsed.type === 'person' && parsed.kind === IdentityKind.PHONE;
  return isSpelled && addresses.isWhatsApp(raw) ? toPhonePerson(raw, parsed.phone) : parsed;
}

/**
 * Where an answer goes: to the address as received; for a number that people spelled, to the provider's own form of it,
 * as what a spelling means depends on the country.
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
