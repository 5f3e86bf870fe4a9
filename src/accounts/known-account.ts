/**
 * Names by which a disconnected account is found again: its credentials are forgotten, and the vendor's ids are not
 * secrets. Where the credentials contain no id, a salted hash of the required secrets takes its place.
 */
import { hash } from 'node:crypto';
import type { CredentialFields } from '../providers/contract/account.js';
import type { ProviderCredentials } from '../providers/contract/provider-credentials.js';
import { accountIdsOf } from '../providers/contract/same-account.js';

/** The names of an account. @param salt its id */
export function toKnownNames(
  salt: string,
  fields: CredentialFields,
  credentials: ProviderCredentials,
): string[] {
  const ids = [...accountIdsOf(fields, credentials)];
  if (ids.length > 0) return ids;
  const secrets = Object.entries(fields).flatMap(([name, { isSecret, isRequired }]) =>
    isSecret && isRequired ? [credentials[name] ?? null] : [],
  );
  return secrets.length === 0 ? [] : [`sha256:${hash('sha256', JSON.stringify([salt, ...secrets]))}`];
}

/** True if credentials belong to a disconnected account. */
export function isKnownAccount(
  { id, knownAs }: { readonly id: string; readonly knownAs: readonly string[] | null },
  fields: CredentialFields,
  credentials: ProviderCredentials,
): boolean {
  const names = new Set(knownAs ?? []);
  return toKnownNames(id, fields, credentials).some(name => names.has(name));
}
