import type { AddressRules } from '../../domain/identity/address-rules.js';

/**
 * Addresses in TATA's format: the digits of a `wa_id`. TATA's customers are in India, so numbers without a country code
 * are read as India's.
 */
export const tataAddresses = {
  bareDigits: 'international',
  homeCountry: 'IN',
  isWhatsApp: () => true,
  toPhoneAddress: (_channel, e164) => e164.slice(1),
} satisfies AddressRules;
