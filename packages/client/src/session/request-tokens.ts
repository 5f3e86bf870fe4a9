import type { Fetch } from '../fetch.js';
import type { Tokens } from './tokens.js';

/** Exchanges a refresh token for new tokens. @throws when the server could not be reached or could not answer */
export type TokenRequest = (refreshToken: string) => Promise<Tokens | 'REFUSED'>;

/**
 * All attempts together stay below the 30 s in which the server answers a repeated refresh with the same tokens: after
 * them a repeat would look like theft and end the session.
 */
const maxAttempts = 3;
const attemptTimeoutMs = 7_000;
const firstWaitMs = 500;

/**
 * Makes requests to `POST /auth/refresh`. A lost response is no loss: the same refresh token is sent again.
 *
 * @param url address of the server
 */
export function createTokenRequest(url: string, send: Fetch = (...given) => fetch(...given)): TokenRequest {
  const route = `${url.replace(/\/+$/, '')}/auth/refresh`;
  const attempt = async (refreshToken: string): Promise<Tokens | 'REFUSED' | Response> => {
    const response = await send(route, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refreshToken }),
      signal: AbortSignal.timeout(attemptTimeoutMs),
    });
    if (response.status === 401) return 'REFUSED';
    if (!response.ok) return response;
    const { accessToken, refreshToken: next, expiresAt } = (await response.json()) as Tokens;
    return { accessToken, refreshToken: next, expiresAt };
  };
  return async refreshToken => {
    for (let attempts = 1; ; attempts += 1) {
      try {
        const answer = await attempt(refreshToken);
        if (!(answer instanceof Response)) return answer;
        throw new RefreshError(answer.status);
      } catch (error) {
        if (attempts === maxAttempts || (error instanceof RefreshError && !error.isTemporary)) throw error;
      }
      const waitMs = Math.random() * firstWaitMs * 2 ** attempts;
      await new Promise(resolve => setTimeout(resolve, waitMs));
    }
  };
}

/** The server answered, but neither with tokens nor with a refusal of the token. */
class RefreshError extends Error {
  readonly isTemporary: boolean;
  constructor(status: number) {
    super(`The session could not be refreshed: the server answered ${status}.`);
    this.isTemporary = status >= 500 || status === 408 || status === 429;
  }
}
