/** Addresses in the format of both products: `whatsapp:+E164`, `+E164`, and schemes of other channels. */
import type { AddressRules } from '../../domain/identity/address-rules.js';
import { type Fields, readWord } from './fields.js';

/** A sender or recipient that is a number or has a scheme; an agent's identity has neither. */
const addressForm = /^(?:[a-z]{2,20}:\S+|\+?\d{3,20})$/i;

/**
 * Reads an address from a field. Restores a lost plus (in a form, an unencoded `+` means a space, and the guide's curl
 * lines do not encode it); otherwise returns it as received.
 */
export function readAddress(fields: Fields, name: string): string | null {
  return (
    readWord(fields, name)
      ?.replace(/^(whatsapp:)\s*(?=\d)/i, '$1+')
      .replace(/^(?=\d{7,15}$)/, '+') ?? null
  );
}

/** True for the address of a number or a channel account; false for an agent's identity. */
export function isAddress(text: string): boolean {
  return addressForm.test(text);
}

/**
 * Address of a WhatsApp user by the business-scoped id from Meta: `ExternalUserId`, with a phone or in its place.
 * Twilio writes such an address as `whatsapp:<id>`. Null when absent.
 */
export function readUserAddress(fields: Fields): string | null {
  const id = readWord(fields, 'ExternalUserId')?.replace(/^whatsapp:/i, '') ?? '';
  return /^[a-z]{2}\.(?:ENT\.)?[a-z0-9]{1,128}$/i.test(id) ? `whatsapp:${id}` : null;
}

/** Addresses that a request attests to be one person's, the address to reply to first; empty when it has none. */
export function readPerson(fields: Fields, name: string): readonly string[] {
  const named = [readAddress(fields, name), readUserAddress(fields)];
  return [...new Set(named.filter(address => address !== null))];
}

/** True for a WhatsApp address. */
export function isWhatsapp(address: string): boolean {
  return /^whatsapp:/i.test(address);
}

/** The prefix `whatsapp:` distinguishes the two channels of one number, and the addresses on them. */
export const twilioAddresses: AddressRules = {
  bareDigits: 'written',
  isWhatsApp: isWhatsapp,
  toPhoneAddress: (channelExternalId, e164) =>
    channelExternalId.startsWith('whatsapp:') ? `whatsapp:${e164}` : e164,
};
