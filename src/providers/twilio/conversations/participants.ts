/** Participants of a conversation in REST answers (docs/providers/twilio.md, "Conversations: which number"). */
import { type Fields, readWord, toFields } from '../fields.js';

/** Addresses of a participant; the JSON has the same names with underscores. */
export interface Binding {
  /** The customer's address. */
  readonly address: string | null;
  /** Our address, which the customer writes to. */
  readonly proxyAddress: string | null;
  /** Our address, under which an agent writes to a group. */
  readonly projectedAddress: string | null;
}

/** The binding of a participant; all null for a chat-only participant. */
export function readBindingOf(participant: unknown): Binding {
  const binding = toFields(toFields(participant).messaging_binding);
  return {
    address: readWord(binding, 'address'),
    proxyAddress: readWord(binding, 'proxy_address'),
    projectedAddress: readWord(binding, 'projected_address'),
  };
}

/** The bindings in a list of participants. */
export function readBindings(answer: Fields): readonly Binding[] {
  return Array.isArray(answer.participants) ? answer.participants.map(readBindingOf) : [];
}

/** Chooses the channel of an event, and the other side's address when that is one person. */
export function chooseBinding(
  bindings: readonly Binding[],
  author: string | null,
): { readonly channelExternalId: string; readonly personAddress: string | null } | null {
  const bound = bindings.filter(({ proxyAddress }) => proxyAddress !== null);
  const own = bound.find(({ address }) => author !== null && address === author);
  const proxies = new Set(bound.map(({ proxyAddress }) => proxyAddress));
  const projected = new Set(
    bindings.map(binding => binding.projectedAddress).filter(address => address !== null),
  );
  const only = (addresses: ReadonlySet<string | null>) =>
    addresses.size === 1 ? [...addresses][0] : undefined;
  const channelExternalId = own?.proxyAddress ?? only(proxies) ?? only(projected);
  if (!channelExternalId) return null;
  const people = bindings.filter(
    ({ address, projectedAddress }) => address !== null && projectedAddress === null,
  );
  return {
    channelExternalId,
    personAddress: own?.address ?? (people.length === 1 ? (people[0]?.address ?? null) : null),
  };
}
