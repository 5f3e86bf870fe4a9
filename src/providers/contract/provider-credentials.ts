/** Type of an account's decrypted credentials. */

/** Decrypted credentials and settings of a provider account, created by the provider's own `credentials` schema. */
export type ProviderCredentials = Readonly<Record<string, unknown>>;
