/** Compares credentials: whether two sets belong to one account at the vendor. */
import type { CredentialFields } from './account.js';
import type { ProviderCredentials } from './provider-credentials.js';

/**
 * True if both are credentials of one account at the vendor: by the fields that name the account, or, where one of them
 * lacks these, by the same required secrets.
 */
export function isSameAccount(
  fields: CredentialFields,
  one: ProviderCredentials,
  other: ProviderCredentials,
): boolean {
  const [ids, otherIds] = [accountIdsOf(fields, one), accountIdsOf(fields, other)];
  if (ids.size > 0 && otherIds.size > 0) return [...ids].some(id => otherIds.has(id));
  const secrets = Object.entries(fields).flatMap(([name, { isSecret, isRequired }]) =>
    isSecret && isRequired ? [name] : [],
  );
  return secrets.length > 0 && secrets.every(name => isSameValue(one[name], other[name]));
}

/** True if the new credentials name another account at the vendor than the former ones. */
export function namesOtherAccount(
  fields: CredentialFields,
  before: ProviderCredentials,
  after: ProviderCredentials,
): boolean {
  const [ids, newIds] = [accountIdsOf(fields, before), accountIdsOf(fields, after)];
  return ids.size > 0 && newIds.size > 0 && ![...newIds].some(id => ids.has(id));
}

/** True if two values of a credential field are equal. */
export function isSameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The vendor's names of the account, in lower case: hexadecimal ids of one account occur in both. */
export function accountIdsOf(fields: CredentialFields, credentials: ProviderCredentials): Set<string> {
  const ids = Object.entries(fields).flatMap(([name, { isAccountId }]) =>
    isAccountId ? namesIn(credentials[name]) : [],
  );
  return new Set(ids.map(id => id.toLowerCase()));
}

function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}
