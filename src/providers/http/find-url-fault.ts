import { isPrivateAddress } from './private-address.js';

/**
 * The reason why the HTTP client for vendors never calls a URL, as the end of a sentence about it; null when it may. A
 * host name that resolves to a private address is refused at the call, as its addresses can change.
 */
export function findUrlFault(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return 'must be an http(s) URL';
  const host = parsed.hostname.replace(/\.$/, '');
  return isPrivateAddress(host) || /(?:^|\.)localhost$/i.test(host)
    ? 'must not be an address of a private network'
    : null;
}
