import type { ProviderKind } from '../../../gql/operations.js';

/** How an account of a vendor is connected. */
export interface Guide {
  /** What the vendor is for. */
  readonly about: string;
  /** What is needed before. */
  readonly need: string;
  /** What is done at the vendor with the webhook URL, in order. `{url}` is the URL. */
  readonly steps: readonly string[];
  /** The vendor's id of a number, for "add a number"; '' where the account is one number. */
  readonly externalId: string;
  /** Help of the credential fields by name. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The guides of a language. */
export type Guides = Readonly<Record<ProviderKind, Guide>>;
