/** Addresses as both products write them: `whatsapp:+E164`, `+E164`, and schemes of other channels. */
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

/** Whether it is a WhatsApp address. */
export function isWhatsapp(address: string): boolean {
  return /^whatsapp:/i.test(address);
}
