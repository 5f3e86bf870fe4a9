/**
 * Former values of credentials that overlap with the new ones for some time: stored with them, under a name that no
 * vendor has, so that they are encrypted, re-encrypted and forgotten together.
 */
import type { CredentialFields } from './account.js';
import type { ProviderCredentials } from './provider-credentials.js';

/** Former values, and until when webhooks that they prove are accepted. */
export interface FormerValues {
  readonly values: ProviderCredentials;
  /** RFC 3339. */
  readonly until: string;
}

const property = '$former';

/** The credentials with their former values; without values as they are. */
export function withFormer(
  credentials: ProviderCredentials,
  former: FormerValues | null,
): ProviderCredentials {
  const { [property]: _, ...own } = credentials;
  return former === null ? own : { ...own, [property]: former };
}

/** The stored former values, expired ones too; null when there are none. */
export function readFormer(credentials: ProviderCredentials): FormerValues | null {
  return (credentials[property] as FormerValues | undefined) ?? null;
}

/** The credentials as they were, while the former values are still accepted; null afterwards. */
export function toFormerCredentials(
  credentials: ProviderCredentials,
  now = new Date(),
): ProviderCredentials | null {
  const former = readFormer(credentials);
  return former !== null && new Date(former.until) > now ? { ...credentials, ...former.values } : null;
}

/** The fields whose former values may overlap. */
export function overlappingFieldsOf(fields: CredentialFields): string[] {
  return Object.keys(fields).filter(name => fields[name]?.hasOverlap);
}
