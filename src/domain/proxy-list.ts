/** Parses lists of addresses and networks (TRUSTED_PROXIES). */
import { isIP } from 'node:net';

/** One entry: an address is a network of one. */
export interface ProxyNetwork {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

const entryPattern = /^([0-9a-f.:]+)(?:\/([0-9]{1,3}))?$/i;

/** True if a text is such a list, separated by commas. A network that contains all addresses is rejected. */
export function isProxyList(text: string): boolean {
  return text.split(',').every(entry => parseNetwork(entry) !== null);
}

/** The networks of a list; invalid entries are dropped. */
export function parseProxyList(text: string): readonly ProxyNetwork[] {
  return text.split(',').flatMap(entry => parseNetwork(entry) ?? []);
}

function parseNetwork(entry: string): ProxyNetwork | null {
  const [, given = '', digits] = entryPattern.exec(entry.trim()) ?? [];
  // Sockets of an IPv6 server show IPv4 peers as mapped addresses; they are compared as IPv4.
  const address = digits === undefined ? given.replace(/^::ffff:(?=\d+\.)/i, '') : given;
  const version = isIP(address);
  if (version === 0) return null;
  const longest = version === 4 ? 32 : 128;
  const prefix = digits === undefined ? longest : Number(digits);
  return prefix >= 1 && prefix <= longest
    ? { address, prefix, family: version === 4 ? 'ipv4' : 'ipv6' }
    : null;
}
