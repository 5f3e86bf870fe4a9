/** What `signIn`, `refreshSession` and the routes under `/auth` return. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** When the access token expires, by the server's clock; ISO 8601. */
  readonly expiresAt: string;
}

/** Tokens as they are stored. */
export interface KeptTokens extends Tokens {
  /** When they were received, by this machine's clock; milliseconds since 1970. */
  readonly receivedAt: number;
  /** A random name of the session: the same over refreshes, another one after the next sign-in. */
  readonly sessionId: string;
}

/**
 * Why a session ended: `end()` was called, here or in another tab; the server refused the refresh token; or another
 * session was begun in another tab, perhaps by another user.
 */
export type SessionEnd = 'SIGNED_OUT' | 'REFUSED' | 'REPLACED';

/**
 * Whether less than `aheadMs` of the token's life is left; of a short life, less than half. A clock that runs ahead of
 * the server's by more than the token's life says nothing: then only the server knows.
 */
export function isDue({ expiresAt, receivedAt }: KeptTokens, aheadMs: number): boolean {
  const lifeMs = Date.parse(expiresAt) - receivedAt;
  return lifeMs > 0 && Date.parse(expiresAt) - Date.now() < Math.min(aheadMs, lifeMs / 2);
}
