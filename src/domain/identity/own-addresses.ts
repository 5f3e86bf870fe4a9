/**
 * The rule that no address of the company's own channels is an address of a contact: what the channels are called by,
 * as match keys. Pure; every way in and every mutation compares with these keys.
 */
import type { InboundEvent } from '../inbound-event.js';
import { toPhoneKey } from '../phone/phone-key.js';
import { parseMessengerAddress } from './messenger-address.js';
import { type AddressContext, parseProviderAddress } from './provider-address.js';

/** What a channel is called by. */
export interface ChannelNames {
  readonly externalId: string;
  readonly phoneNumber: string | null;
  /** What its webhooks call it. */
  readonly ownAddress: string | null;
}

/** Match keys of the company's own channels. */
export type OwnKeys = ReadonlySet<string>;

/** Instance ids and phone number ids are digits too; as a number they are written with a plus. */
const writtenNumber = /^(?:[a-z]+:)?\+\d/i;

/** The match keys under which the channels would be found if they were people. */
export function toOwnKeys(channels: readonly ChannelNames[], defaultCountry: string): OwnKeys {
  const names = channels.flatMap(({ externalId, phoneNumber, ownAddress }) => [
    phoneNumber,
    ownAddress,
    writtenNumber.test(externalId) ? externalId : null,
  ]);
  const keys = names.map(name => (name === null ? null : toMatchKey(name, defaultCountry)));
  return new Set(keys.filter(key => key !== null));
}

/** Whether a phone in E.164 is one of the company's own. */
export function isOwnPhone(e164: string, ownKeys: OwnKeys): boolean {
  return ownKeys.has(toPhoneKey(e164));
}

/** Whether an address, as a provider or a person wrote it, is one of the company's own. */
export function isOwnAddress(raw: string, ownKeys: OwnKeys, context: AddressContext): boolean {
  if (ownKeys.size === 0) return false;
  const parsed = parseProviderAddress(raw, context);
  return parsed.type === 'person' && ownKeys.has(parsed.matchKey);
}

/** The fields in which events name the other side. */
interface Named {
  readonly from?: string;
  readonly to?: string;
  readonly alsoKnownAs?: readonly string[];
  readonly recipients?: readonly string[];
  readonly addresses?: readonly string[];
}

/** An event without own addresses, and why it has no effect when it names no one else; null for every other. */
export interface WithoutOwn {
  readonly event: InboundEvent;
  readonly reason: string | null;
}

/**
 * The event without own addresses among those of the person. A sender or recipient that is one is replaced by another
 * address that the event attests.
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
      // One that is left of several tells nothing of the others.
      ...(recipients && { recipients: left.length > 1 ? left : [] }),
    } as InboundEvent,
    reason: null,
  };
}

/** The keys with what the event's own request calls the channel: the channel may not know its number yet. */
function withStated(ownKeys: OwnKeys, stated: string | null | undefined, defaultCountry: string): OwnKeys {
  const key = stated == null ? null : toMatchKey(stated, defaultCountry);
  return key === null || ownKeys.has(key) ? ownKeys : new Set([...ownKeys, key]);
}

/** Names of channels are international, with or without a plus. */
function toMatchKey(raw: string, defaultCountry: string): string | null {
  const parsed = parseMessengerAddress(raw, defaultCountry, 'international');
  return parsed.type === 'person' ? parsed.matchKey : null;
}
