/** One account at a vendor is connected once by a company. */
import type { UnitOfWork } from '../database/database.js';
import { ConflictError } from '../domain/errors.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { isSameAccount } from '../providers/contract/same-account.js';
import { getProvider } from '../providers/registry.js';
import { isKnownAccount } from './known-account.js';
import type { ParsedCredentials } from './parse-credentials.js';
import { readStored } from './read-stored.js';
import type { SecretCipher } from './secret-cipher.js';

/**
 * Refuses credentials of an account that the company has connected already. Call `lockCompany` before.
 * @param account the account that gets the credentials; without an id when it is new
 * @throws ConflictError with the `accountId` of the other one
 */
export async function refuseConnectedTwice(
  { em }: UnitOfWork,
  cipher: SecretCipher,
  { id, kind }: Pick<ProviderAccount, 'kind'> & { readonly id?: string },
  { credentials, externalId }: ParsedCredentials,
): Promise<void> {
  const { credentialFields, displayName } = getProvider(kind);
  const accounts = await em.find(ProviderAccount, { kind });
  const twin = accounts.find(other => {
    if (other.id === id || other.disconnectedAt !== null) return false;
    if (externalId !== null && other.externalId === externalId) return true;
    const stored = readStored(cipher, other);
    return stored !== null && isSameAccount(credentialFields, stored, credentials);
  });
  if (!twin) return;
  throw new ConflictError(
    `This account at ${displayName} is connected already, as "${twin.name}"; change it with updateProviderAccount.`,
    { reason: 'EXISTS', accountId: twin.id },
  );
}

/** The company's disconnected account that the credentials belong to; null when there is none. */
export async function findDisconnected(
  { em }: UnitOfWork,
  kind: ProviderKind,
  { credentials }: ParsedCredentials,
): Promise<ProviderAccount | null> {
  const { credentialFields } = getProvider(kind);
  const accounts = await em.find(
    ProviderAccount,
    { kind, disconnectedAt: { $ne: null } },
    { orderBy: { disconnectedAt: 'desc' } },
  );
  return accounts.find(account => isKnownAccount(account, credentialFields, credentials)) ?? null;
}
