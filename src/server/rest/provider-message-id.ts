import type { ProviderKind } from '../../domain/vocabulary.js';
import { getProvider } from '../../providers/registry.js';

/**
 * The provider's own message id, extracted from the de-duplication key, which can contain more.
 * @returns null if the provider has sent none
 */
export function toProviderMessageId(kind: ProviderKind, externalId: string | null): string | null {
  return externalId === null ? null : (getProvider(kind).toMessageId?.(externalId) ?? externalId);
}
