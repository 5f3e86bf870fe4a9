import type { AddressRules } from '../../domain/identity/address-rules.js';

/**
 * Addresses in WhatsApp Cloud's format: the digits of a `wa_id`. Numbers without a country code are read as
 * Kazakhstan's, as with the other WhatsApp vendors.
 */
export const cloudAddresses = {
  bareDigits: 'international',
  homeCountry: 'KZ',
  isWhatsApp: () => true,
  toPhoneAddress: (_channel, e164) => e164.slice(1),
} satisfies AddressRules;
