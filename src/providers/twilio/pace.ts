/** Rate limits per number (docs/providers/twilio.md, "Limits"). */
import type { ProviderCredentials } from '../contract/provider-credentials.js';
import { isWhatsapp } from './address.js';
import { readTwilioCredentials } from './credentials.js';

/** For a WhatsApp sender. */
const whatsappPerSecond = 80;
/** For the types of SMS numbers, in segments. */
const smsPerSecond = { shortCode: 100, tollFree: 3, longCode: 1 } as const;

/** Messages per second of a number: from the account's settings, else the limit of its type. */
export function paceOfNumber(channelExternalId: string, stored: ProviderCredentials): number {
  const set = readTwilioCredentials(stored)?.sendsPerSecond;
  if (set && Object.hasOwn(set, channelExternalId)) return set[channelExternalId] ?? smsPerSecond.longCode;
  if (isWhatsapp(channelExternalId)) return whatsappPerSecond;
  if (/^\+?\d{3,8}$/.test(channelExternalId)) return smsPerSecond.shortCode;
  const isTollFree = /^\+1(?:800|833|844|855|866|877|888)\d{7}$/.test(channelExternalId);
  return isTollFree ? smsPerSecond.tollFree : smsPerSecond.longCode;
}
