import { BadUserInputError } from '../domain/errors.js';
import { ProviderFailedError } from '../domain/template-errors.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import type { CheckedCredentials } from '../providers/contract/account.js';
import type { ProviderCredentials } from '../providers/contract/provider-credentials.js';
import { getProvider } from '../providers/registry.js';

/**
 * Checks credentials at the vendor. @param changed names of the changed fields; null for all
 */
export type CheckCredentials = (
  kind: ProviderKind,
  credentials: ProviderCredentials,
  changed: readonly string[] | null,
) => Promise<CheckedCredentials>;

/** Credentials to check. */
export interface NewCredentials {
  readonly kind: ProviderKind;
  readonly credentials: ProviderCredentials;
  readonly changed: readonly string[] | null;
  /** True to store them also when the vendor gives no clear answer. */
  readonly acceptsUnchecked: boolean;
}

/**
 * Refuses credentials that the vendor refuses; calls it with no transaction open.
 * @returns true if the vendor accepted them, null if they were not checked
 * @throws BadUserInputError with what the vendor said; ProviderFailedError when it could not be asked
 */
export async function checkNewCredentials(
  check: CheckCredentials,
  { kind, credentials, changed, acceptsUnchecked }: NewCredentials,
): Promise<true | null> {
  const result = await check(kind, credentials, changed);
  const { displayName } = getProvider(kind);
  switch (result.outcome) {
    case 'ACCEPTED':
      return true;
    case 'UNCHECKED':
      return null;
    case 'REFUSED':
      throw new BadUserInputError(
        'credentials',
        `were refused by ${displayName}, checked by "${result.field}": ${result.detail}`,
      );
    default:
      if (acceptsUnchecked) return null;
      throw new ProviderFailedError(
        `${result.detail} The credentials were not stored; try again, or set acceptUnchecked.`,
      );
  }
}
