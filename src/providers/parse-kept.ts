import type { InboundEvent } from '../domain/inbound-event.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import { getProvider } from './registry.js';

/** Reads a body that the ledger kept, by its vendor's own parser: the same events as when it came. */
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
