/** WhatsApp addresses in ChatFlow's format (docs/providers/chatflow.md, "Addresses"). */
import type { AddressRules } from '../../domain/identity/address-rules.js';
import { IdentityKind } from '../../domain/identity/identity-kind.js';
import { parseMessengerAddress } from '../../domain/identity/messenger-address.js';

/** Kind of chat behind an address; only a `person` can be replied to. */
export type AddressKind = 'person' | 'group' | 'status' | 'broadcast' | 'newsletter';

/** ChatFlow is a Kazakh service: numbers without a country code are read as Kazakhstan's. */
export const chatflowAddresses = {
  bareDigits: 'written',
  homeCountry: 'KZ',
  isWhatsApp: () => true,
  toPhoneAddress: (_channel, e164) => `${e164.slice(1)}@s.whatsapp.net`,
} satisfies AddressRules;

const KIND_BY_REASON = {
  GROUP: 'group',
  STATUS_BROADCAST: 'status',
  BROADCAST: 'broadcast',
  NEWSLETTER: 'newsletter',
  UNREADABLE: null,
} as const satisfies Record<string, AddressKind | null>;

/** ChatFlow does not accept other vendors' address formats (`whatsapp:+…`, business-scoped ids). */
const PERSON_KINDS: ReadonlySet<IdentityKind> = new Set([
  IdentityKind.WHATSAPP_JID,
  IdentityKind.WHATSAPP_LID,
  IdentityKind.PHONE,
]);

/** Classifies an address: person, group, status, broadcast list or newsletter; null for anything else. */
export function classifyAddress(address: string): AddressKind | null {
  const parsed = parseMessengerAddress(address, chatflowAddresses.homeCountry);
  if (parsed.type === 'not-a-person') return KIND_BY_REASON[parsed.reason];
  return PERSON_KINDS.has(parsed.kind) ? 'person' : null;
}

/**
 * The `jid` to send to, from an address as received. A bare number gets its country code and the server part of phone
 * numbers; a device part (`77010000021:12@…`) is cut; all else is kept, including `@lid` and the old `@c.us`.
 * @returns null when the address is not a person's
 */
export function toJid(address: string): string | null {
  const trimmed = address.trim();
  const parsed = parseMessengerAddress(trimmed, chatflowAddresses.homeCountry, 'international');
  if (parsed.type === 'not-a-person' || !PERSON_KINDS.has(parsed.kind)) return null;
  const at = trimmed.lastIndexOf('@');
  if (at >= 0) return trimmed.slice(0, at).replace(/:\d{1,5}$/, '') + trimmed.slice(at);
  const digits = (parsed.phone?.e164 ?? trimmed).replaceAll(/\D/g, '');
  return `${digits}@s.whatsapp.net`;
}
