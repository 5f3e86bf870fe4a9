/** Recipient of a send in Meta's Cloud API format (docs/providers/whatsapp-cloud.md, "Addresses"). */
import { IdentityKind } from '../../domain/identity/identity-kind.js';
import { parseMessengerAddress } from '../../domain/identity/messenger-address.js';

/** Recipient by phone (digits, no plus) or by business-scoped user id. */
export type CloudRecipient =
  | { readonly type: 'phone'; readonly digits: string }
  | { readonly type: 'user'; readonly userId: string };

/** Parses an address as received; null when it is not a person's. `homeCountry` completes numbers without a country. */
export function toCloudRecipient(address: string, homeCountry: string): CloudRecipient | null {
  const trimmed = address.trim();
  // Kept as received: WhatsApp's form of a number can differ from the phone's (Brazil, Mexico).
  if (/^\d{7,20}$/.test(trimmed)) return { type: 'phone', digits: trimmed };
  const parsed = parseMessengerAddress(trimmed, homeCountry, 'international');
  if (parsed.type === 'not-a-person') return null;
  switch (parsed.kind) {
    case IdentityKind.WHATSAPP_BSUID:
      return { type: 'user', userId: parsed.canonical };
    case IdentityKind.WHATSAPP_JID:
      return { type: 'phone', digits: parsed.canonical.split('@', 1)[0] ?? '' };
    case IdentityKind.PHONE:
      return { type: 'phone', digits: parsed.phone.e164.slice(1) };
    default:
      return null;
  }
}
