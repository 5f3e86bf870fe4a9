import type { ProviderKind } from '../../domain/vocabulary.js';
import { getProvider } from '../../providers/registry.js';

/**
 * The provider's own id of a message, out of the key that tells messages apart, which can hold more.
 * @returns null while the provider gave none
 */
export function toProviderMessageId(kind: ProviderKind, externalId: string | null): string | null {
  return externalId === null ? null : (getProvider(kind).toMessageId?.(externalId) ?? externalId);
}
