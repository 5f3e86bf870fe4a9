/** Finds the addresses of one person that an event attests. Pure. */
import type { InboundEvent } from '../domain/inbound-event.js';

/** WhatsApp's address that stands in for a phone. */
const hidesPhone = (address: string): boolean => /@lid$/i.test(address);

/**
 * True if an event can attest an address besides the one it is stored by; false, at no cost, for nearly every event.
 */
export function attestsAddresses(event: InboundEvent): boolean {
  switch (event.type) {
    case 'message':
      return event.alsoKnownAs !== undefined && event.alsoKnownAs.length > 0;
    case 'echo':
      return (event.alsoKnownAs !== undefined && event.alsoKnownAs.length > 0) || hidesPhone(event.to);
    case 'status':
      return event.recipients !== undefined && event.recipients.length > 0;
    case 'edit':
    case 'deletion':
    case 'reaction':
      return (event.addresses?.length ?? 0) > 1;
    default:
      return false;
  }
}

/** The addresses in the event of the person on the other side, unchanged. */
export function attestedAddresses(event: InboundEvent): readonly string[] {
  switch (event.type) {
    case 'message':
      return [event.from, ...(event.alsoKnownAs ?? [])];
    case 'echo':
      return [event.to, ...(event.alsoKnownAs ?? [])];
    case 'status':
      return event.recipients ?? [];
    default:
      return 'addresses' in event ? (event.addresses ?? []) : [];
  }
}
