import type { EndpointPartsFragment } from '../../gql/operations.js';

/** What an endpoint does now. */
export function stateOf(
  endpoint: Pick<EndpointPartsFragment, 'isEnabled' | 'disabledReason' | 'failingSince'>,
): 'ON' | 'FAILING' | 'OFF' | 'DISABLED' {
  if (!endpoint.isEnabled) return endpoint.disabledReason === null ? 'OFF' : 'DISABLED';
  return endpoint.failingSince === null ? 'ON' : 'FAILING';
}

/** The type of an event as a receiver sees it, such as `message.added`. */
export const toType = (kind: string): string => kind.toLowerCase().replace('_', '.');
