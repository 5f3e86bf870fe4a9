import type { SessionClient } from '../accounts/session-client.js';
import type { ResolverContext } from './context.js';

/** The device of a request. */
export function toClient({ clientAddress, userAgent }: ResolverContext): SessionClient {
  return { address: clientAddress, userAgent: userAgent ?? null };
}
