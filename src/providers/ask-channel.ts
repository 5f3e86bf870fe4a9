import type { ChannelLookup } from '../domain/channel-lookup.js';
import { TrunklineError } from '../domain/errors.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import type { ProviderCredentials } from './contract/provider-credentials.js';
import type { ProviderHttp } from './contract/provider-http.js';
import { getProvider } from './registry.js';

/** Looks up the channel of an event at the vendor; a vendor without `findChannel` gets NOT_FOUND. */
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
 * Answers a channel lookup from the account's settings, without an HTTP call. Null when the settings have no answer or
 * cannot be decrypted; the lookup job reports that fault.
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
