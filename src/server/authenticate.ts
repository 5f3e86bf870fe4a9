/** Authenticates a request: the viewer of its bearer token, while its session is valid. */
import type { AccessTokens } from '../accounts/access-token.js';
import type { SessionClient } from '../accounts/session-client.js';
import type { Sessions } from '../accounts/sessions.js';
import { rememberVerified } from '../accounts/token-cache.js';
import type { Viewer } from '../accounts/viewer.js';
import { UnauthenticatedError } from '../domain/errors.js';

/**
 * Resolves the viewer of an `Authorization` header; null without the header. The client is stored as the session's last
 * device. @throws UnauthenticatedError if invalid
 */
export type Authenticate = (
  authorization: string | undefined,
  client: () => SessionClient,
) => Promise<Viewer | null>;

/** Creates the check; verified tokens are cached until they expire, sessions are checked each time. */
export function createAuthenticate(accessTokens: AccessTokens, sessions: Sessions): Authenticate {
  const verifyToken = rememberVerified(accessTokens.verify);
  return async (authorization, client) => {
    if (authorization === undefined) return null;
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    const verified = token === undefined ? null : await verifyToken(token);
    const viewer = verified && (await sessions.admit(verified));
    if (!viewer) {
      throw new UnauthenticatedError(
        'The access token is invalid or expired; refresh the session or sign in again.',
      );
    }
    sessions.noteUse(viewer, client);
    return viewer;
  };
}
