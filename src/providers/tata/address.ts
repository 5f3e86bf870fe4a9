import type { AddressRules } from '../../domain/identity/address-rules.js';

/**
 * Addresses as TATA writes them: the digits of a `wa_id`. TATA's customers are in India; a number without a country is
 * one of there.
 */
export const tataAddresses = {
  bareDigits: 'international',
  homeCountry: 'IN',
  isWhatsApp: () => true,
  toPhoneAddress: (_channel, e164) => e164.slice(1),
} satisfies AddressRules;
