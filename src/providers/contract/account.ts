/** Types of a provider account: its credentials, its first channels, and the simulated account. */
import type { CredentialForm } from '../../domain/vocabulary.js';
import type { ProviderCredentials } from './provider-credentials.js';
import type { ProviderHttpRequest } from './provider-http.js';

/** Describes one credential field. */
export interface CredentialField {
  /** Short description without a full stop, for the schema and for the "is missing" error. */
  readonly description: string;
  /** True when no log, error or trace may contain its value, nor any value nested in it. */
  readonly isSecret?: true;
  readonly isRequired?: true;
  /** True when it names the account at the vendor: by its value, or by the names in an object. */
  readonly isAccountId?: true;
  /** True for the base URL of the vendor's API. */
  readonly isBaseUrl?: true;
  /**
   * True where the vendor accepts two values at a time while one replaces the other: after a change, webhooks proven by
   * the former value are accepted for some time.
   */
  readonly hasOverlap?: true;
  /** What its value is; a text by default. */
  readonly form?: CredentialForm;
  /** The values that a text may have. */
  readonly choices?: readonly string[];
}

/** A read-only call that succeeds only with valid credentials, or that at least fails with wrong ones. */
export interface CredentialCheck {
  /** The fields that it proves; the first names the fault. */
  readonly fields: readonly [string, ...string[]];
  readonly request: ProviderHttpRequest;
  /**
   * What HTTP 401 or 403 speaks against, in words, where success proves nothing. The user may store the credentials all
   * the same; any other answer leaves them unchecked.
   */
  readonly contradicts?: string;
}

/** Result of the checks of an account's credentials. */
export type CheckedCredentials =
  | { readonly outcome: 'ACCEPTED' }
  /** The vendor has no call that proves them, and none contradicted them. */
  | { readonly outcome: 'UNCHECKED' }
  /** `detail` is what the vendor said, as the end of a sentence; without secrets. */
  | { readonly outcome: 'REFUSED'; readonly field: string; readonly detail: string }
  /** No clear answer, or one that contradicts them; `detail` is a whole sentence. */
  | { readonly outcome: 'UNREACHED'; readonly detail: string };

/** All credential fields of a provider, by name. */
export type CredentialFields<Name extends string = string> = Readonly<Record<Name, CredentialField>>;

/** A channel to create with an account. */
export interface FirstChannel {
  /** The vendor's id of the channel; `defaultChannelId` for requests that name none. */
  readonly externalId: string;
  readonly displayName: string;
  readonly phoneNumber?: string | null;
  /** True if requests without a channel id go to this channel; by default only for `defaultChannelId`. */
  readonly isDefault?: boolean;
}

/** External id of the channel for requests that name no channel. */
export const defaultChannelId = 'default';

/** The demo account at the vendor's simulator; all values are invented. */
export interface SimulatedAccount {
  readonly name: string;
  readonly channels: readonly FirstChannel[];
  /** The input of `connectProvider`. @param baseUrl base URL of the simulated vendor's API */
  toCredentials(baseUrl: string): Readonly<Record<string, unknown>>;
}

/** Names of the secret fields. */
export function secretFieldsOf(fields: CredentialFields): string[] {
  return Object.entries(fields).flatMap(([name, { isSecret }]) => (isSecret ? [name] : []));
}

/** All secrets in an account's credentials, nested tables included, for masking outgoing text. */
export function secretsIn(fields: CredentialFields, credentials: ProviderCredentials): string[] {
  return secretFieldsOf(fields).flatMap(name => textsIn(credentials[name]));
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
