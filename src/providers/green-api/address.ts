/**
 * Chat ids of Green API (docs/providers/green-api.md, "Addresses").
 */
import type { AddressRules } from '../../domain/identity/address-rules.js';
import { IdentityKind } from '../../domain/identity/identity-kind.js';
import { type NotAPersonReason, parseMessengerAddress } from '../../domain/identity/messenger-address.js';

/** Numbers without a country code are read as Kazakhstan's, where this product's Green API users are. */
export const greenApiAddresses = {
  bareDigits: 'written',
  homeCountry: 'KZ',
  isWhatsApp: () => true,
  toPhoneAddress: (_channel, e164) => `${e164.slice(1)}@c.us`,
} satisfies AddressRules;

const { homeCountry } = greenApiAddresses;

const reasons: Readonly<Record<NotAPersonReason, string>> = {
  GROUP: 'A message of a group; only conversations with one person are kept.',
  STATUS_BROADCAST: 'A status update of a contact, not a message to this number.',
  BROADCAST: 'A broadcast list, not a message of one person.',
  NEWSLETTER: 'A channel of WhatsApp, not a message of one person.',
  UNREADABLE: 'No chat id of a person; nothing is known of this shape.',
};

const personKinds: ReadonlySet<IdentityKind> = new Set([
  IdentityKind.WHATSAPP_JID,
  IdentityKind.WHATSAPP_LID,
  IdentityKind.PHONE,
]);

/** Reason why a chat id cannot be replied to; null when it is a person's. */
export function explainNoPerson(chatId: string | null): string | null {
  if (chatId === null) return reasons.UNREADABLE;
  const parsed = parseMessengerAddress(chatId, homeCountry);
  if (parsed.type === 'not-a-person') return reasons[parsed.reason];
  return personKinds.has(parsed.kind) ? null : reasons.UNREADABLE;
}

/**
 * The `chatId` to send to, from an address as received. `…@c.us` and `…@lid` are kept; a bare phone number gets its
 * country code and `@c.us`, Green API's form of `@s.whatsapp.net`.
 * @returns null when the address is not a person's
 */
export function toChatId(address: string): string | null {
  const parsed = parseMessengerAddress(address.trim(), homeCountry, 'international');
  if (parsed.type === 'not-a-person' || !personKinds.has(parsed.kind)) return null;
  if (parsed.kind === IdentityKind.WHATSAPP_LID) return parsed.canonical;
  if (/@c\.us$/i.test(address.trim())) return address.trim().replace(/:\d{1,5}(?=@)/, '');
  return `${(parsed.phone?.e164 ?? parsed.canonical.split('@')[0] ?? '').replaceAll(/\D/g, '')}@c.us`;
}

/**
 * The other form of a person's address, when a notification has both: the phone next to a lid, or the lid next to a
 * phone. Two phones, or two lids, are never two forms of one address.
 */
export function findOtherForm(chatId: string, stated: readonly (string | null)[]): string | null {
  const chat = readForm(chatId);
  if (chat === null) return null;
  return (
    stated.find(address => address !== null && isOtherForm(chat, readForm(toChatAddress(address)))) ?? null
  );
}

/** True if two addresses are the same phone number; compares digits only. */
export function isSameNumber(one: string | null, other: string | null | undefined): boolean {
  const [a, b] = [one, other].map(address => (address == null ? null : readNumber(address)));
  return a != null && a === b;
}

const readNumber = (address: string): string | null =>
  /@lid$/i.test(address) ? null : (/^\+?(\d{7,15})(?:$|[:@])/.exec(address)?.[1] ?? null);

/** A phone number in digits, as in `senderPhoneNumber`, is not a lid. */
function toChatAddress(address: string): string {
  return /^\+?\d{7,15}$/.test(address) ? `${address.replace('+', '')}@c.us` : address;
}

function isOtherForm(one: Form, other: Form | null): boolean {
  return other !== null && one.isHidden !== other.isHidden && (one.hasPhone || other.hasPhone);
}

interface Form {
  readonly isHidden: boolean;
  readonly hasPhone: boolean;
}

function readForm(address: string): Form | null {
  const parsed = parseMessengerAddress(address, homeCountry);
  if (parsed.type === 'not-a-person' || !personKinds.has(parsed.kind)) return null;
  return { isHidden: parsed.kind === IdentityKind.WHATSAPP_LID, hasPhone: parsed.phone !== null };
}
