/**
 * Cache of the viewers of verified access tokens. Verification takes 0.1 ms of CPU, a third of an inbox page; whether
 * the session is still current is checked separately every time (`Sessions.isCurrent`).
 */
import { LRUCache } from 'lru-cache';
import { upTo } from '../domain/up-to.js';
import type { AccessTokens } from './access-token.js';
import type { Viewer } from './viewer.js';

const maxRemembered = 10_000;

/** `verify`, cached until the token expires. Invalid tokens are verified each time. */
export function rememberVerified(verify: AccessTokens['verify']): AccessTokens['verify'] {
  // The wall clock, as the monotonic one stops while a machine sleeps.
  const viewers = new LRUCache<string, Viewer>({ ...upTo(maxRemembered), perf: Date });
  return async token => {
    const known = viewers.get(token);
    if (known) return known;
    const viewer = await verify(token);
    if (viewer) viewers.set(token, viewer, { ttl: Math.max(1, viewer.expiresAt.getTime() - Date.now()) });
    return viewer;
  };
}
