import type { ChannelLookup } from '../domain/channel-lookup.js';
import { TrunklineError } from '../domain/errors.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import type { ProviderCredentials } from './contract/provider-credentials.js';
import type { ProviderHttp } from './contract/provider-http.js';
import { getProvider } from './registry.js';

/** Asks a vendor to which of our numbers an event belongs; a vendor without `findChannel` answers that it does not know. */
export async function askChannel(
  kind: ProviderKind,
  lookup: string,
  credentials: ProviderCredentials,
  http: ProviderHttp,
): Promise<ChannelLookup> {
  const provider = getProvider(kind);
  if (provider.findChannel) return provider.findChannel(lookup, credentials, http);
  return { outcome: 'NOT_FOUND', detail: `${provider.displayName} cannot be asked.` };
}

/**
 * What an account's settings say of a look-up without a call; null when they say nothing, or cannot be opened: the job
 * that asks reports the fault.
 */
export function answerBySettings(
  kind: ProviderKind,
  lookup: string,
  openCredentials: () => ProviderCredentials,
): ChannelLookup | null {
  const provider = getProvider(kind);
  if (!provider.findChannelBySettings) return null;
  try {
    return provider.findChannelBySettings(lookup, openCredentials());
  } catch (error) {
    if (error instanceof TrunklineError) return null;
    throw error;
  }
}
