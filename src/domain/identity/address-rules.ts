import type { BareDigits } from './messenger-address.js';

/** Address format of one vendor, for contacts and channels; a member of its `Provider`. */
export interface AddressRules {
  /** True if bare digits are the vendor's international form (Meta's `wa_id`); false if people or relays write them. */
  readonly bareDigits: BareDigits;
  /** ISO 3166-1 alpha-2 code of the default country for numbers without one; absent where all numbers include it. */
  readonly homeCountry?: string;
  /**
   * True if an address of a contact, or a channel's external id, is on WhatsApp. WhatsApp-only vendors return true;
   * others decide by the address, as one phone has two addresses there.
   */
  isWhatsApp(address: string): boolean;
  /** Address of a phone on one of the channels. @param e164 with its plus */
  toPhoneAddress(channelExternalId: string, e164: string): string;
}
