import type { ProviderCredentials } from './provider-credentials.js';

/** Validated credentials are read for every send, and validating them takes longer than all else that a provider does. */
type Read<Result> = (credentials: ProviderCredentials) => Result;

/** Runs a pure function once for each frozen object of credentials, as the reader of accounts keeps them. */
export function onceEach<Result>(read: Read<Result>): Read<Result> {
  const known = new WeakMap<ProviderCredentials, { readonly result: Result }>();
  return credentials => {
    const found = known.get(credentials);
    if (found) return found.result;
    const result = read(credentials);
    if (Object.isFrozen(credentials)) known.set(credentials, { result });
    return result;
  };
}
