/**
 * Routes calls of the demo's accounts to the simulators: their credentials name a host that cannot exist, and the HTTP
 * client for vendors replaces it with the simulator's address. The address changes at every start, the stored rows do
 * not; without simulators a send fails cleanly, as the host does not resolve (RFC 6761, "invalid").
 */
import type { ProviderKind } from '../domain/vocabulary.js';
import type { ProviderHttp } from '../providers/contract/provider-http.js';
import { listProviders } from '../providers/registry.js';

const simulatedOrigin = 'https://simulator.invalid';
const simulatedUrl = /^https:\/\/simulator\.invalid\/([a-z-]+)(\/.*)?$/;

/** The account name under which the simulators keep what the demo's accounts sent. */
export const simulatedAccount = 'demo';

const toPathName = (kind: ProviderKind): string => kind.toLowerCase().replaceAll('_', '-');

/** The base URL in a demo account's credentials, such as `https://simulator.invalid/chatflow`. */
export function toSimulatedBaseUrl(kind: ProviderKind): string {
  return `${simulatedOrigin}/${toPathName(kind)}`;
}

/**
 * An HTTP client that redirects calls to simulated vendors to this server's simulators.
 * @param baseUrlOf base URL of a vendor's simulator, without a trailing slash; read at each call
 */
export function createSimulatedHttp(
  http: ProviderHttp,
  baseUrlOf: (kind: ProviderKind) => string,
): ProviderHttp {
  const rewrite = createSimulatedUrls(baseUrlOf);
  return request => http({ ...request, url: rewrite(request.url) });
}

/** The same for URLs: resolves those of a simulated vendor and leaves every other one unchanged. */
export function createSimulatedUrls(baseUrlOf: (kind: ProviderKind) => string): (url: string) => string {
  return url => {
    const [, name, rest = ''] = simulatedUrl.exec(url) ?? [];
    const provider = listProviders().find(({ kind }) => toPathName(kind) === name);
    return provider === undefined ? url : `${baseUrlOf(provider.kind)}${rest}`;
  };
}
