/**
 * Remembers the viewers of access tokens that were checked. Checking one takes 0.1 ms of CPU, a third of an inbox page;
 * whether the session still stands is asked separately every time (`Sessions.isCurrent`).
 */
import type { AccessTokens } from './access-token.js';
import type { Viewer } from './viewer.js';

const maxRemembered = 10_000;

/** `verify`, remembered until the token ends. Invalid tokens are checked each time. */
export function rememberVerified(
  verify: AccessTokens['verify'],
  now: () => number = Date.now,
): AccessTokens['verify'] {
  const remembered = new Map<string, Viewer>();
  return async token => {
    const known = remembered.get(token);
    if (known) {
      if (known.expiresAt.getTime() > now()) return known;
      remembered.delete(token);
      return null;
    }
    const viewer = await verify(token);
    if (viewer) {
      if (remembered.size >= maxRemembered) remembered.clear();
      remembered.set(token, viewer);
    }
    return viewer;
  };
}
