import type { MessengerPerson } from './messenger-address.js';
import { type AddressContext, parseProviderAddress } from './provider-address.js';

/** More addresses of one person than any provider sends in one event. */
const maxAddresses = 8;

/** The addresses that belong to persons, in order, without duplicates; others are dropped. */
export function toPersons(addresses: readonly string[], context: AddressContext): MessengerPerson[] {
  const persons = new Map<string, MessengerPerson>();
  for (const address of addresses.slice(0, maxAddresses)) {
    const parsed = parseProviderAddress(address, context);
    const key = parsed.type === 'person' ? `${parsed.kind} ${parsed.canonical}` : null;
    if (parsed.type === 'person' && key !== null && !persons.has(key)) persons.set(key, parsed);
  }
  return [...persons.values()];
}
