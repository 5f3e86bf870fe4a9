import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Global unicast addresses are assigned only from this range (RFC 4291, 2.4); all others reach no internet host. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * True for an IP address, with or without brackets, that is not global unicast; false for a host name. Forms with an
 * embedded IPv4 address (IPv4-mapped, 6to4, Teredo, NAT64) always count as private. Tenants set the URLs that are
 * called, and must not reach the operator's network.
 */
export function isPrivateAddress(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '');
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address.replace(/%.*$/, ''));
  if (parsed.range() !== 'unicast') return true;
  return parsed.kind() === 'ipv6' && !parsed.match(globalUnicast);
}
