/** Provider credentials in the clear, for the two paths that need them at every turn: webhooks and sends. */
import type { ProviderCredentials } from '../providers/contract/provider-credentials.js';
import type { SecretCipher } from './secret-cipher.js';

/** Opens an account's sealed credentials; an account without any has none. */
export type CredentialsReader = (accountId: string, sealed: string | null) => ProviderCredentials;

const maxRemembered = 1_000;
const none: ProviderCredentials = Object.freeze({});

/**
 * Remembers what it opened by the sealed text itself, so changed credentials are never served stale: opening took
 * 50 µs of every webhook.
 */
export function createCredentialsReader(cipher: SecretCipher): CredentialsReader {
  const remembered = new Map<
    string,
    { readonly sealed: string; readonly credentials: ProviderCredentials }
  >();
  return (accountId, sealed) => {
    if (sealed === null) return none;
    const known = remembered.get(accountId);
    if (known?.sealed === sealed) return known.credentials;
    const credentials = Object.freeze(cipher.open(sealed, accountId) as ProviderCredentials);
    if (remembered.size >= maxRemembered) remembered.clear();
    remembered.set(accountId, { sealed, credentials });
    return credentials;
  };
}
