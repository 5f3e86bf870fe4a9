/** Addresses as both products write them: `whatsapp:+E164`, `+E164`, and schemes of other channels. */
import type { AddressRules } from '../../domain/identity/address-rules.js';
import { type Fields, readWord } from './fields.js';

/** A sender or a receiver that is a number or has a scheme; an agent's identity has neither. */
const addressForm = /^(?:[a-z]{2,20}:\S+|\+?\d{3,20})$/i;

/**
 * An address out of a field. A plus that was lost on the way (in a form, `+` that is not encoded means a space; the
 * guide's curl lines do not encode) is put back; else it stays as it came.
 */
export function readAddress(fields: Fields, name: string): string | null {
  return (
    readWord(fields, name)
      ?.replace(/^(whatsapp:)\s*(?=\d)/i, '$1+')
      .replace(/^(?=\d{7,15}$)/, '+') ?? null
  );
}

/** Whether this is the address of a number or an account of a channel, and not the identity of an agent. */
export function isAddress(text: string): boolean {
  return addressForm.test(text);
}

/**
 * The address of a WhatsApp user by the id that Meta gives them for one business: `ExternalUserId`, with a phone or in
 * place of it. Twilio writes such an address as `whatsapp:<id>`. Null when there is none.
 */
export function readUserAddress(fields: Fields): string | null {
  const id = readWord(fields, 'ExternalUserId')?.replace(/^whatsapp:/i, '') ?? '';
  return /^[a-z]{2}\.(?:ENT\.)?[a-z0-9]{1,128}$/i.test(id) ? `whatsapp:${id}` : null;
}

/** The addresses that a request attests to be one person's, the address to reply to first; empty when it has none. */
export function readPerson(fields: Fields, name: string): readonly string[] {
  const named = [readAddress(fields, name), readUserAddress(fields)];
  return [...new Set(named.filter(address => address !== null))];
}

/** Whether it is a WhatsApp address. */
export function isWhatsapp(address: string): boolean {
  return /^whatsapp:/i.test(address);
}

/** The two channels of one number differ by the prefix `whatsapp:`, and so do the addresses on them. */
export const twilioAddresses: AddressRules = {
  bareDigits: 'written',
  isWhatsApp: isWhatsapp,
  toPhoneAddress: (channelExternalId, e164) =>
    channelExternalId.startsWith('whatsapp:') ? `whatsapp:${e164}` : e164,
};
