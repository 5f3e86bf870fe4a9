/**
 * Parses a provider's address of a person into one canonical form and the match keys by which the same person is found
 * at other addresses.
 *
 * A phone comes only from `@c.us`, `@s.whatsapp.net`, `whatsapp:+…` and plain phones: `@lid` looks like one and is none
 * (docs/providers, "Rules that every provider shares").
 */
import { identifyInternationalDigits, identifyPhone, type PhoneIdentity } from '../phone/phone-identity.js';
import { IdentityKind } from './identity-kind.js';

interface PersonAddress<Kind extends IdentityKind, Phone extends PhoneIdentity | null> {
  readonly type: 'person';
  readonly kind: Kind;
  /** The address as received. */
  readonly raw: string;
  /** The canonical form, equal for every spelling of this address. */
  readonly canonical: string;
  readonly phone: Phone;
  /** Primary match key of the person: `tel:+…`, else `jid:…`, `lid:…` or `bsuid:…`. */
  readonly matchKey: string;
  /** All match keys of the person, `matchKey` first. */
  readonly matchKeys: readonly string[];
  readonly isGroup: false;
}

/** An address of one person. */
export type MessengerPerson =
  | PersonAddress<IdentityKind.WHATSAPP_JID, PhoneIdentity | null>
  | PersonAddress<IdentityKind.WHATSAPP_LID, null>
  | PersonAddress<IdentityKind.WHATSAPP_BSUID, null>
  | PersonAddress<IdentityKind.TWILIO_ADDRESS, PhoneIdentity | null>
  | PersonAddress<IdentityKind.PHONE, PhoneIdentity>;

/** Reason why an address belongs to no person. */
export type NotAPersonReason = 'GROUP' | 'STATUS_BROADCAST' | 'BROADCAST' | 'NEWSLETTER' | 'UNREADABLE';

/** An address that is not a single person's. */
export interface NotAPerson {
  readonly type: 'not-a-person';
  readonly reason: NotAPersonReason;
  readonly raw: string;
  readonly isGroup: boolean;
}

/** Result of parsing an address. */
export type MessengerAddress = MessengerPerson | NotAPerson;

/** The longest valid one is a business-scoped user id with a scheme, 144. */
const maxAddressLength = 256;
const edges = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;
/** Number, agent (`.0`, `_1`) and device (`:12`) as multi-device clients write them, and the server. */
const jid = /^\+?([1-9]\d{0,19})(?:[._]\d{1,5})?(?::\d{1,5})?@(c\.us|s\.whatsapp\.net|lid)$/i;
const digitsOnly = /^[1-9]\d{6,14}$/;
const whatsappScheme = /^whatsapp:(.*)$/is;
/** Country, dot, up to 128 alphanumerics; a portfolio's parent id has `ENT.` between (docs/providers/whatsapp-cloud.md, M.6). */
const bsuid = /^([a-z]{2})\.((?:ENT\.)?[a-z0-9]{1,128})$/i;

/** `international`: bare digits are the provider's international form. `written`: people or relays wrote them. */
export type BareDigits = 'international' | 'written';

/**
 * Parses the address of the other side of a conversation.
 * @param defaultCountry the tenant's, ISO 3166 alpha-2; used only for a number without a country.
 * @param bareDigits `written` digits are first parsed as a national number, then as an international one.
 * @returns a person, or why the address belongs to no person. Never throws.
 */
export function parseMessengerAddress(
  raw: string,
  defaultCountry: string,
  bareDigits: BareDigits = 'written',
): MessengerAddress {
  if (typeof raw !== 'string' || raw.length > maxAddressLength) return notAPerson(String(raw), 'UNREADABLE');
  const address = raw.replace(edges, '');
  if (address.includes('@')) return parseJid(raw, address, defaultCountry);
  if (digitsOnly.test(address)) {
    const written = bareDigits === 'written' ? identifyPhone(address, defaultCountry) : null;
    return written ? toPhonePerson(raw, written) : toJid(raw, address, defaultCountry);
  }
  const scheme = whatsappScheme.exec(address)?.[1];
  if (scheme !== undefined) return parseTwilio(raw, scheme.trim(), defaultCountry);
  const userId = toUserId(address);
  if (userId) return person(IdentityKind.WHATSAPP_BSUID, raw, userId, null, `bsuid:${userId}`);
  const phone = identifyPhone(address, defaultCountry);
  if (!phone) return notAPerson(raw, 'UNREADABLE');
  return person(IdentityKind.PHONE, raw, phone.e164, phone, `tel:${phone.matchKey}`);
}

function parseJid(raw: string, address: string, defaultCountry: string): MessengerAddress {
  const [, digits, server] = jid.exec(address) ?? [];
  if (digits === undefined) return notAPerson(raw, reasonOf(address.toLowerCase()));
  if (server?.toLowerCase() !== 'lid') return toJid(raw, digits, defaultCountry);
  return person(IdentityKind.WHATSAPP_LID, raw, `${digits}@lid`, null, `lid:${digits}`);
}

function toJid(raw: string, digits: string, defaultCountry: string): MessengerAddress {
  const phone = identifyInternationalDigits(digits, defaultCountry);
  if (phone) return toPhonePerson(raw, phone);
  return person(IdentityKind.WHATSAPP_JID, raw, `${digits}@s.whatsapp.net`, null, `jid:${digits}`);
}

/** The WhatsApp address of a phone. */
export function toPhonePerson(raw: string, phone: PhoneIdentity): MessengerPerson {
  const canonical = `${phone.e164.slice(1)}@s.whatsapp.net`;
  return person(IdentityKind.WHATSAPP_JID, raw, canonical, phone, `tel:${phone.matchKey}`);
}

/** Keeps the scheme: SMS and WhatsApp addresses of one number are two addresses of one person. */
function parseTwilio(raw: string, value: string, defaultCountry: string): MessengerAddress {
  const userId = toUserId(value);
  if (userId) return person(IdentityKind.TWILIO_ADDRESS, raw, `whatsapp:${userId}`, null, `bsuid:${userId}`);
  const phone = identifyInternationalDigits(value, defaultCountry);
  if (!phone) return notAPerson(raw, 'UNREADABLE');
  return person(IdentityKind.TWILIO_ADDRESS, raw, `whatsapp:${phone.e164}`, phone, `tel:${phone.matchKey}`);
}

function toUserId(value: string): string | null {
  const [, country, id] = bsuid.exec(value) ?? [];
  return country && id ? `${country.toUpperCase()}.${id}` : null;
}

function reasonOf(address: string): NotAPersonReason {
  if (address.endsWith('@g.us')) return 'GROUP';
  if (address === 'status@broadcast') return 'STATUS_BROADCAST';
  if (address.endsWith('@broadcast')) return 'BROADCAST';
  if (address.endsWith('@newsletter')) return 'NEWSLETTER';
  return 'UNREADABLE';
}

function person<Kind extends IdentityKind, Phone extends PhoneIdentity | null>(
  kind: Kind,
  raw: string,
  canonical: string,
  phone: Phone,
  matchKey: string,
): PersonAddress<Kind, Phone> {
  const matchKeys = phone ? phone.matchKeys.map(key => `tel:${key}`) : [matchKey];
  return { type: 'person', kind, raw, canonical, phone, matchKey, matchKeys, isGroup: false };
}

function notAPerson(raw: string, reason: NotAPersonReason): NotAPerson {
  return { type: 'not-a-person', reason, raw, isGroup: reason === 'GROUP' };
}
