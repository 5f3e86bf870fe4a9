/** How a number of each vendor names the person behind a phone. */
import { ProviderKind } from '../vocabulary.js';

/** The address of a phone on a channel. @param e164 with its plus */
export function toPhoneAddress(kind: ProviderKind, channelExternalId: string, e164: string): string {
  const digits = e164.slice(1);
  switch (kind) {
    case ProviderKind.CHATFLOW:
      return `${digits}@s.whatsapp.net`;
    case ProviderKind.GREEN_API:
      return `${digits}@c.us`;
    case ProviderKind.TWILIO_CONVERSATIONS:
    case ProviderKind.TWILIO_MESSAGING:
      // The two Twilio channels of one number differ by this prefix, and so do the addresses on them.
      return channelExternalId.startsWith('whatsapp:') ? `whatsapp:${e164}` : e164;
    case ProviderKind.TATA:
    case ProviderKind.WHATSAPP_CLOUD:
      return digits;
  }
}
