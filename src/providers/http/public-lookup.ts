import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { AddressRefused } from './http-failure.js';
import { isPrivateAddress } from './private-address.js';

/**
 * Resolves a name, and fails with AddressRefused if any of its addresses is private. The connection uses this lookup
 * itself, so the checked address is the called address, which prevents DNS rebinding.
 */
export const publicLookup: LookupFunction = (hostname, lookupOptions, callback) => {
  lookup(hostname, { ...lookupOptions, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, []);
    if (addresses.some(({ address }) => isPrivateAddress(address))) return callback(new AddressRefused(), []);
    const [first] = addresses;
    if (lookupOptions.all || first === undefined) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};
