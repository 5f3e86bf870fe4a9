/**
 * How the demo's accounts find the simulators: their credentials name a host that cannot exist, and the HTTP client for
 * vendors puts the simulator's address in its place. The address changes at every start, the stored rows do not; and
 * without simulators a send fails cleanly, as the host resolves to nothing (RFC 6761, "invalid").
 */
import type { ProviderKind } from '../domain/vocabulary.js';
import type { ProviderHttp } from '../providers/contract/provider-http.js';
import { listProviders } from '../providers/registry.js';

const simulatedOrigin = 'https://simulator.invalid';
const simulatedUrl = /^https:\/\/simulator\.invalid\/([a-z-]+)(\/.*)?$/;

/** The name under which the simulators keep what the demo's accounts sent. */
export const simulatedAccount = 'demo';

const toPathName = (kind: ProviderKind): string => kind.toLowerCase().replaceAll('_', '-');

/** The base URL that stands in a demo account's credentials, such as `https://simulator.invalid/chatflow`. */
export function toSimulatedBaseUrl(kind: ProviderKind): string {
  return `${simulatedOrigin}/${toPathName(kind)}`;
}

/**
 * A way out that leads calls to simulated vendors to this server's simulators.
 * @param baseUrlOf where a vendor's simulator is, without a slash at the end; read at each call
 */
export function createSimulatedHttp(
  http: ProviderHttp,
  baseUrlOf: (kind: ProviderKind) => string,
): ProviderHttp {
  const rewrite = createSimulatedUrls(baseUrlOf);
  return request => http({ ...request, url: rewrite(request.url) });
}

/** The same for addresses: where one of a simulated vendor really is; every other one is left as it is. */
export function createSimulatedUrls(baseUrlOf: (kind: ProviderKind) => string): (url: string) => string {
  return url => {
    const [, name, rest = ''] = simulatedUrl.exec(url) ?? [];
    const provider = listProviders().find(({ kind }) => toPathName(kind) === name);
    return provider === undefined ? url : `${baseUrlOf(provider.kind)}${rest}`;
  };
}
