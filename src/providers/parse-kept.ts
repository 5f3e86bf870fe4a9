import type { InboundEvent } from '../domain/inbound-event.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import { getProvider } from './registry.js';

/**
 * Parses a body from the ledger with the current parser; events are in the order of the first parsing. A kept body
 * needs nothing else from the request.
 *
 * @throws BodyUndecodableError for a body that Trunkline did not store
 */
export function parseKept(kind: ProviderKind, keptBody: string, receivedAt: Date): readonly InboundEvent[] {
  const provider = getProvider(kind);
  return provider.parse({
    method: 'POST',
    path: provider.webhookPath,
    pathSecret: null,
    publicUrl: '',
    query: {},
    headers: { 'content-type': 'application/json' },
    rawBody: Buffer.from(keptBody),
    receivedAt,
  }).events;
}
