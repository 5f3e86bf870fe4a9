import { ConfigurationInvalidError, DatabaseUnusableError } from '../domain/errors.js';
import type { ProviderAccount } from '../entities/provider-account.entity.js';
import type { ProviderCredentials } from '../providers/contract/provider-credentials.js';
import type { SecretCipher } from './secret-cipher.js';

/** An account's stored credentials; null when there are none, or none that can be decrypted. */
export function readStored(
  cipher: SecretCipher,
  { id, credentialsCipher }: Pick<ProviderAccount, 'id' | 'credentialsCipher'>,
): ProviderCredentials | null {
  if (credentialsCipher === null) return null;
  try {
    return cipher.open(credentialsCipher, id) as ProviderCredentials;
  } catch (error) {
    if (error instanceof ConfigurationInvalidError || error instanceof DatabaseUnusableError) return null;
    throw error;
  }
}
