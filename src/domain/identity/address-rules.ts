import type { BareDigits } from './messenger-address.js';

/** How one vendor writes the addresses of people and of our numbers; a member of its `Provider`. */
export interface AddressRules {
  /** Whether digits alone are the vendor's international form (Meta's `wa_id`), or are written by people or relays. */
  readonly bareDigits: BareDigits;
  /** ISO 3166-1 alpha-2 code of the country that a number without one is taken for; absent where all say their country. */
  readonly homeCountry?: string;
  /**
   * Whether an address of a person, or the external id of a number of ours, is on WhatsApp. Vendors that carry WhatsApp
   * alone answer true; others tell by the address, as one phone has two addresses there.
   */
  isWhatsApp(address: string): boolean;
  /** The address of a phone on one of our numbers. @param e164 with its plus */
  toPhoneAddress(channelExternalId: string, e164: string): string;
}
