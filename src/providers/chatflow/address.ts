/**
 * WhatsApp addresses as ChatFlow writes them (docs/providers/chatflow.md, "Addresses").
 */
import type { AddressRules } from '../../domain/identity/address-rules.js';
import { IdentityKind } from '../../domain/identity/identity-kind.js';
import { parseMessengerAddress } from '../../domain/identity/messenger-address.js';

/** What stands behind an address: only a person can be answered. */
export type AddressKind = 'person' | 'group' | 'status' | 'broadcast' | 'newsletter';

/** ChatFlow is a Kazakh service: a number without a country is one of Kazakhstan. */
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

/** Other vendors' spellings (`whatsapp:+…`, business-scoped ids) mean nothing to ChatFlow. */
const PERSON_KINDS: ReadonlySet<IdentityKind> = new Set([
  IdentityKind.WHATSAPP_JID,
  IdentityKind.WHATSAPP_LID,
  IdentityKind.PHONE,
]);

/** Tells a person from a group, a status, a broadcast list and a newsletter; null when it is no such address. */
export function classifyAddress(address: string): AddressKind | null {
  const parsed = parseMessengerAddress(address, chatflowAddresses.homeCountry);
  if (parsed.type === 'not-a-person') return KIND_BY_REASON[parsed.reason];
  return PERSON_KINDS.has(parsed.kind) ? 'person' : null;
}

/**
 * The `jid` to send to for an address as it was received: a bare number gets its country and the server of phone
 * numbers, a device part (`77010000021:12@…`) is cut, and everything else stays, `@lid` and the old `@c.us` too.
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
