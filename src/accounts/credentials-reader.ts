/** Decrypted provider credentials, cached for the two hot paths that need them: webhooks and sends. */
import { LRUCache } from 'lru-cache';
import { upTo } from '../domain/up-to.js';
import type { ProviderCredentials } from '../providers/contract/provider-credentials.js';
import type { SecretCipher } from './secret-cipher.js';

/** Decrypts an account's credentials; an account without any has none. */
export type CredentialsReader = (accountId: string, sealed: string | null) => ProviderCredentials;

const maxRemembered = 1_000;
const none: ProviderCredentials = Object.freeze({});

/**
 * Caches by the encrypted text itself, so changed credentials are never served stale: decryption took 50 µs of every
 * webhook.
 */
export function createCredentialsReader(cipher: SecretCipher): CredentialsReader {
  const opened = new LRUCache<string, { readonly sealed: string; readonly credentials: ProviderCredentials }>(
    upTo(maxRemembered),
  );
  return (accountId, sealed) => {
    if (sealed === null) return none;
    const known = opened.get(accountId);
    if (known?.sealed === sealed) return known.credentials;
    const credentials = Object.freeze(cipher.open(sealed, accountId) as ProviderCredentials);
    opened.set(accountId, { sealed, credentials });
    return credentials;
  };
}
