import { identifyPhone } from './phone-identity.js';

/** Match key of a contact with this phone. @param e164 with its plus */
export function toPhoneKey(e164: string): string {
  return `tel:${identifyPhone(e164, '')?.matchKey ?? e164}`;
}
