import { type MessengerPerson, parseMessengerAddress } from './messenger-address.js';

/** More addresses of one person than any provider names in one event. */
const maxAddresses = 8;

/**
 * The addresses that are a person's, in their order, each once; what is nobody's is left out.
 * @param defaultCountry the tenant's, ISO 3166 alpha-2; only a number without a country needs it.
 */
export function toPersons(addresses: readonly string[], defaultCountry: string): MessengerPerson[] {
  const persons = new Map<string, MessengerPerson>();
  for (const address of addresses.slice(0, maxAddresses)) {
    const parsed = parseMessengerAddress(address, defaultCountry);
    const key = parsed.type === 'person' ? `${parsed.kind} ${parsed.canonical}` : null;
    if (parsed.type === 'person' && key !== null && !persons.has(key)) persons.set(key, parsed);
  }
  return [...persons.values()];
}
