import { findUrlFault } from './find-url-fault.js';
import { isPrivateAddress } from './private-address.js';
import type { Resolve } from './public-lookup.js';

const resolveTimeoutMs = 2_000;

/** Which addresses may be called. */
export interface TargetRule {
  /** True if http and private addresses are allowed. */
  readonly allowPrivate: boolean;
  readonly resolve: Resolve;
}

/**
 * The reason why an address that a company has given (an outgoing webhook, a model) is not called, as the end of a
 * sentence about it; null when it may. Resolves the name once; each call checks it again.
 */
export async function findTargetFault(
  url: string,
  { allowPrivate, resolve }: TargetRule,
): Promise<string | null> {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.username !== '' || parsed.password !== '')
    return 'must be a URL without user name and password';
  if (allowPrivate) return /^https?:$/.test(parsed.protocol) ? null : 'must be an http(s) URL';
  if (parsed.protocol !== 'https:') return 'must be an https URL';
  return (
    findUrlFault(url) ??
    ((await resolvesToPrivate(parsed.hostname, resolve))
      ? 'must not resolve to an address of a private network'
      : null)
  );
}

/** False for a name that does not resolve at the moment. */
function resolvesToPrivate(host: string, resolve: Resolve): Promise<boolean> {
  return new Promise(answer => {
    const late = setTimeout(() => answer(false), resolveTimeoutMs);
    resolve(host, { all: true }, (error, addresses) => {
      clearTimeout(late);
      answer(error === null && addresses.some(({ address }) => isPrivateAddress(address)));
    });
  });
}
