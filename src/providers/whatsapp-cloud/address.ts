import type { AddressRules } from '../../domain/identity/address-rules.js';

/**
 * Addresses as WhatsApp Cloud writes them: the digits of a `wa_id`. A bare number without a country is one of
 * Kazakhstan, as with the other vendors of WhatsApp.
 */
export const cloudAddresses = {
  bareDigits: 'international',
  homeCountry: 'KZ',
  isWhatsApp: () => true,
  toPhoneAddress: (_channel, e164) => e164.slice(1),
} satisfies AddressRules;
