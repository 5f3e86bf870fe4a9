import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { AddressRefused } from './http-failure.js';
import { isPrivateAddress } from './private-address.js';

/** Resolves a name to all its addresses: `lookup` of `node:dns`, or a test's. */
export type Resolve = (
  hostname: string,
  options: { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: { address: string; family: number }[]) => void,
) => void;

/**
 * Resolves a name, and fails with AddressRefused if any of its addresses is private. The connection uses this lookup
 * itself, so the checked address is the called address, which prevents DNS rebinding.
 */
export function createPublicLookup(resolve: Resolve): LookupFunction {
  return (hostname, lookupOptions, callback) => {
    resolve(hostname, { ...lookupOptions, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      if (addresses.some(({ address }) => isPrivateAddress(address)))
        return callback(new AddressRefused(), []);
      const [first] = addresses;
      if (lookupOptions.all || first === undefined) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}

/** The lookup of every client that must not reach the private network. */
export const publicLookup = createPublicLookup(lookup);
