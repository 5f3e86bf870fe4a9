/** What an account has to prove itself with. */

/** Credentials and settings of a provider account, decrypted; the provider's own `credentials` schema made them. */
export type ProviderCredentials = Readonly<Record<string, unknown>>;
