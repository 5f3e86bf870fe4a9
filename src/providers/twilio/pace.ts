/** How fast a number may send (docs/providers/twilio.md, "Limits"). */
import type { ProviderCredentials } from '../contract/provider-credentials.js';
import { isWhatsapp } from './address.js';
import { readTwilioCredentials } from './credentials.js';

/** Of a WhatsApp sender. */
const whatsappPerSecond = 80;
/** Of the kinds of numbers that carry SMS, in segments. */
const smsPerSecond = { shortCode: 100, tollFree: 3, longCode: 1 } as const;

/** Messages a second of a number: what the account's settings say, else the limit of its kind. */
export function paceOfNumber(channelExternalId: string, stored: ProviderCredentials): number {
  const set = readTwilioCredentials(stored)?.sendsPerSecond;
  if (set && Object.hasOwn(set, channelExternalId)) return set[channelExternalId] ?? smsPerSecond.longCode;
  if (isWhatsapp(channelExternalId)) return whatsappPerSecond;
  if (/^\+?\d{3,8}$/.test(channelExternalId)) return smsPerSecond.shortCode;
  const isTollFree = /^\+1(?:800|833|844|855|866|877|888)\d{7}$/.test(channelExternalId);
  return isTollFree ? smsPerSecond.tollFree : smsPerSecond.longCode;
}
