/** Validation of an account's credentials, before they are encrypted. */
import { BadUserInputError } from '../domain/errors.js';
import type { CredentialFields } from '../providers/contract/account.js';
import type { Provider } from '../providers/contract/provider.js';
import type { ProviderCredentials } from '../providers/contract/provider-credentials.js';

/** The reason why the server never calls a URL, as the end of a sentence about it; null when it may. */
export type FindUrlFault = (url: string) => string | null;

/** Valid credentials. */
export interface ParsedCredentials {
  readonly credentials: ProviderCredentials;
  /** The vendor's id of the account, where requests contain it. */
  readonly externalId: string | null;
}

/**
 * Validates credentials by the provider's rules and by those for URLs.
 * @throws BadUserInputError that names every fault, never a value
 */
export function parseCredentials(
  provider: Provider,
  input: unknown,
  findUrlFault: FindUrlFault,
): ParsedCredentials {
  const parsed = provider.parseCredentials(input);
  if (!parsed.ok) throw toError(parsed.faults);
  const faults = findUrlFaults(provider.credentialFields, parsed.credentials, findUrlFault);
  if (faults.length > 0) throw toError(faults);
  return { credentials: parsed.credentials, externalId: parsed.externalId ?? null };
}

function findUrlFaults(
  fields: CredentialFields,
  credentials: ProviderCredentials,
  findUrlFault: FindUrlFault,
): string[] {
  return Object.entries(fields).flatMap(([name, { isBaseUrl }]) => {
    const url = credentials[name];
    const fault = isBaseUrl && typeof url === 'string' ? findUrlFault(url) : null;
    return fault === null ? [] : [`"${name}" ${fault}.`];
  });
}

/** The error's sentence ends in a full stop by itself. */
function toError(faults: readonly string[]): BadUserInputError {
  return new BadUserInputError('credentials', `cannot be used: ${faults.join(' ').replace(/\.$/, '')}`);
}
