/**
 * Own-address rule: no address of the company's own channels is an address of a contact. The channels' names are
 * compared as match keys. Pure; every inbound route and every mutation compares with these keys.
 */
import type { InboundEvent } from '../inbound-event.js';
import { toPhoneKey } from '../phone/phone-key.js';
import { parseMessengerAddress } from './messenger-address.js';
import { type AddressContext, parseProviderAddress } from './provider-address.js';

/** Names of a channel. */
export interface ChannelNames {
  readonly externalId: string;
  readonly phoneNumber: string | null;
  /** The channel's address in webhooks. */
  readonly ownAddress: string | null;
}

/** Match keys of the company's own channels. */
export type OwnKeys = ReadonlySet<string>;

/** Instance ids and phone number ids are digits too; real numbers are written with a plus. */
const writtenNumber = /^(?:[a-z]+:)?\+\d/i;

/** Match keys of the channels, computed as for contacts. */
export function toOwnKeys(channels: readonly ChannelNames[], defaultCountry: string): OwnKeys {
  const names = channels.flatMap(({ externalId, phoneNumber, ownAddress }) => [
    phoneNumber,
    ownAddress,
    writtenNumber.test(externalId) ? externalId : null,
  ]);
  const keys = names.map(name => (name === null ? null : toMatchKey(name, defaultCountry)));
  return new Set(keys.filter(key => key !== null));
}

/** True if a phone in E.164 is one of the company's own. */
export function isOwnPhone(e164: string, ownKeys: OwnKeys): boolean {
  return ownKeys.has(toPhoneKey(e164));
}

/** True if an address, as a provider or a person wrote it, is one of the company's own. */
export function isOwnAddress(raw: string, ownKeys: OwnKeys, context: AddressContext): boolean {
  if (ownKeys.size === 0) return false;
  const parsed = parseProviderAddress(raw, context);
  return parsed.type === 'person' && ownKeys.has(parsed.matchKey);
}

/** Event fields that name the other side. */
interface Named {
  readonly from?: string;
  readonly to?: string;
  readonly alsoKnownAs?: readonly string[];
  readonly recipients?: readonly string[];
  readonly addresses?: readonly string[];
}

/**
 * An event without own addresses; the reason if it names no other address and so has no effect; null for all other
 * events.
 */
export interface WithoutOwn {
  readonly event: InboundEvent;
  readonly reason: string | null;
}

/**
 * Removes own addresses from the person's addresses in an event. An own address as sender or recipient is replaced by
 * another address that the event attests.
 */
export function dropOwnAddresses(event: InboundEvent, ownKeys: OwnKeys, context: AddressContext): WithoutOwn {
  const keys = withStated(ownKeys, event.ownAddress, context.defaultCountry);
  const isOwn = (address: string | undefined) =>
    address !== undefined && isOwnAddress(address, keys, context);
  const { from, to, alsoKnownAs, recipients, addresses }: Named = event as InboundEvent & Named;
  const sender = from ?? to;
  const names = [sender, ...(alsoKnownAs ?? []), ...(recipients ?? []), ...(addresses ?? [])];
  if (!names.some(isOwn)) return { event, reason: null };
  const others = (list: readonly string[] | undefined) => list?.filter(address => !isOwn(address)) ?? [];
  const [other, ...more] = others(alsoKnownAs);
  if (isOwn(sender) && other === undefined)
    return { event, reason: `"${sender}" is one of our own numbers, so this is no message of a customer.` };
  const told = others(addresses);
  if (event.type === 'same-person' && told.length < 2)
    return {
      event,
      reason: 'Without our own numbers these addresses do not show that two addresses are one person.',
    };
  const left = others(recipients);
  const known = isOwn(sender) ? more : others(alsoKnownAs);
  return {
    event: {
      ...event,
      ...(isOwn(sender) && { [from === undefined ? 'to' : 'from']: other }),
      ...(alsoKnownAs && { alsoKnownAs: known }),
      ...(addresses && { addresses: told }),
      // A single remaining recipient says nothing about the others.
      ...(recipients && { recipients: left.length > 1 ? left : [] }),
    } as InboundEvent,
    reason: null,
  };
}

/** Adds the channel's name in the request to the keys: the channel may not know its number yet. */
function withStated(ownKeys: OwnKeys, stated: string | null | undefined, defaultCountry: string): OwnKeys {
  const key = stated == null ? null : toMatchKey(stated, defaultCountry);
  return key === null || ownKeys.has(key) ? ownKeys : new Set([...ownKeys, key]);
}

/** Names of channels are international, with or without a plus. */
function toMatchKey(raw: string, defaultCountry: string): string | null {
  const parsed = parseMessengerAddress(raw, defaultCountry, 'international');
  return parsed.type === 'person' ? parsed.matchKey : null;
}
