import { identifyPhone } from './phone-identity.js';

/** The match key of a contact that is known by this phone. @param e164 with its plus */
export function toPhoneKey(e164: string): string {
  return `tel:${identifyPhone(e164, '')?.matchKey ?? e164}`;
}
