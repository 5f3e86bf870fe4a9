/**
 * Addresses that had a conversation a short time ago: their messages are sent to the database without what a new person
 * needs. Only a hint, bounded: any address may be missing, and a message of one that has lost its conversation since takes
 * the way of linked contacts.
 */
import { type PreparedMessage, toAddressKey } from '../messages/message-row.js';

/** About 100 bytes each. */
const maxAddresses = 20_000;

/** Remembers the addresses of stored messages. */
export interface RecentAddresses {
  add(message: PreparedMessage): void;
  has(message: PreparedMessage): boolean;
}

/** Creates an empty memory; the oldest addresses leave first. */
export function createRecentAddresses(): RecentAddresses {
  const known = new Set<string>();
  return {
    add: message => {
      const key = toAddressKey(message.row);
      if (known.has(key)) return;
      known.add(key);
      if (known.size > maxAddresses)
        for (const oldest of known) {
          known.delete(oldest);
          break;
        }
    },
    has: message => known.has(toAddressKey(message.row)),
  };
}
