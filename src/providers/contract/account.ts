/** An account at a vendor: what `connectProvider` takes, the numbers that it begins with, and the simulated one. */
import type { ProviderCredentials } from './provider-credentials.js';

/** One field of the credentials. */
export interface CredentialField {
  /** What it is, without a full stop: for the schema's description and for the sentence that it is missing. */
  readonly description: string;
  /** True when no log, error or trace may show its value, nor any value inside it. */
  readonly isSecret?: true;
  readonly isRequired?: true;
}

/** Every field that the credentials can have, by its name. */
export type CredentialFields<Name extends string = string> = Readonly<Record<Name, CredentialField>>;

/** A number to create with an account. */
export interface FirstChannel {
  /** The vendor's name for the number; `defaultChannelId` for requests that name none. */
  readonly externalId: string;
  readonly displayName: string;
  readonly phoneNumber?: string | null;
  /** Whether requests that name no number belong here; by default only for `defaultChannelId`. */
  readonly isDefault?: boolean;
}

/** The external id of the channel for requests that name no number. */
export const defaultChannelId = 'default';

/** The account that the demo has at the vendor's simulator; everything in it is invented. */
export interface SimulatedAccount {
  readonly name: string;
  readonly channels: readonly FirstChannel[];
  /** What `connectProvider` would be given. @param baseUrl where the simulated vendor's API is */
  toCredentials(baseUrl: string): Readonly<Record<string, unknown>>;
}

/** The names of the fields that are secrets. */
export function secretFieldsOf(fields: CredentialFields): string[] {
  return Object.entries(fields).flatMap(([name, { isSecret }]) => (isSecret ? [name] : []));
}

/** Every secret in an account's credentials, also inside tables of secrets: to be masked in text that leaves. */
export function secretsIn(fields: CredentialFields, credentials: ProviderCredentials): string[] {
  return secretFieldsOf(fields).flatMap(name => textsIn(credentials[name]));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
