/**
 * Rate limits of API tokens: requests over HTTP, and operations over a WebSocket. Sessions have none, as people are slow.
 * Counters are per process; several processes multiply the limit by their number.
 */
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimitedError } from '../domain/errors.js';
import type { Viewer } from './viewer.js';

/** What a token may still do. */
export interface TokenLimitState {
  /** Requests per minute. */
  readonly limit: number;
  readonly remaining: number;
  readonly resetsAt: Date;
}

/** Counts the requests of tokens. */
export interface TokenLimits {
  /** Requests of one token that are accepted in a minute, by this process. */
  readonly requestsPerMinute: number;
  /** Counts a request; null for a session. @throws RateLimitedError with the seconds until the next is allowed */
  consume(viewer: Viewer): Promise<TokenLimitState | null>;
  /** The state without counting; null for a session. */
  read(viewer: Viewer): Promise<TokenLimitState | null>;
}

/** Length of a window in seconds. */
export const tokenLimitWindowSeconds = 60;

/** Creates the counters. */
export function createTokenLimits(requestsPerMinute: number): TokenLimits {
  const limiter = new RateLimiterMemory({ points: requestsPerMinute, duration: tokenLimitWindowSeconds });
  const toState = (counted: RateLimiterRes | null): TokenLimitState => ({
    limit: requestsPerMinute,
    remaining: Math.max(0, counted?.remainingPoints ?? requestsPerMinute),
    resetsAt: new Date(Date.now() + (counted?.msBeforeNext ?? 0)),
  });
  return {
    requestsPerMinute,
    consume: async ({ apiToken }) => {
      if (apiToken === null) return null;
      try {
        return toState(await limiter.consume(apiToken.id));
      } catch (refusal) {
        if (refusal instanceof Error) throw refusal;
        const { msBeforeNext } = refusal as RateLimiterRes;
        throw new RateLimitedError(
          'requests of this API token',
          Math.max(1, Math.ceil(msBeforeNext / 1_000)),
        );
      }
    },
    read: async ({ apiToken }) => apiToken && toState(await limiter.get(apiToken.id)),
  };
}
