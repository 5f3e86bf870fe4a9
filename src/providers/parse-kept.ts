import type { InboundEvent } from '../domain/inbound-event.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import { getProvider } from './registry.js';

/**
 * The events of a body that the ledger kept, in the order of the first reading, by the parser of today. Bodies are kept
 * in a form that needs nothing else of the request.
 *
 * @throws BodyUndecodableError for a body that was not kept by us
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
