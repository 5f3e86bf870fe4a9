/**
 * Counts the requests of API tokens, and writes what is left into the headers of the IETF draft "RateLimit header fields
 * for HTTP": `RateLimit-Policy: "token";q=600;w=60` and `RateLimit: "token";r=599;t=60`.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  type TokenLimitState,
  type TokenLimits,
  tokenLimitWindowSeconds,
} from '../../accounts/token-limits.js';
import type { Viewer } from '../../accounts/viewer.js';

/** Counts a request; nothing for a session. @throws RateLimitedError */
export type CountRequest = (request: FastifyRequest, viewer: Viewer) => Promise<void>;

/** The counting of requests, and the headers that report it. */
export interface TokenLimitHeaders {
  readonly count: CountRequest;
  /** Adds the headers to an answer that Fastify does not send itself, such as an event stream. */
  readonly addTo: (request: FastifyRequest, reply: FastifyReply) => void;
}

/** Adds the headers to every response of a counted request. */
export function addTokenLimitHeaders(app: FastifyInstance, limits: TokenLimits): TokenLimitHeaders {
  const states = new WeakMap<FastifyRequest, TokenLimitState>();
  const addTo: TokenLimitHeaders['addTo'] = (request, reply) => {
    const state = states.get(request);
    if (state === undefined) return;
    const seconds = Math.max(0, Math.ceil((state.resetsAt.getTime() - Date.now()) / 1_000));
    reply.header('ratelimit-policy', `"token";q=${state.limit};w=${tokenLimitWindowSeconds}`);
    reply.header('ratelimit', `"token";r=${state.remaining};t=${seconds}`);
    if (reply.statusCode === 429 && !reply.hasHeader('retry-after'))
      reply.header('retry-after', String(Math.max(1, seconds)));
  };
  app.addHook('onSend', async (request, reply) => addTo(request, reply));
  const count: CountRequest = async (request, viewer) => {
    const remember = (state: TokenLimitState | null) => {
      if (state !== null) states.set(request, state);
    };
    try {
      remember(await limits.consume(viewer));
    } catch (error) {
      remember(await limits.read(viewer));
      throw error;
    }
  };
  return { count, addTo };
}
