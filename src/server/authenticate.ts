/** Authenticates a request: the viewer of its bearer token, a session's or a program's, while it is accepted. */
import type { AccessTokens } from '../accounts/access-token.js';
import type { ApiTokenCache } from '../accounts/api-token-cache.js';
import { isMeantAsApiToken } from '../accounts/api-token-secret.js';
import type { SessionClient } from '../accounts/session-client.js';
import type { Sessions } from '../accounts/sessions.js';
import { rememberVerified } from '../accounts/token-cache.js';
import type { Viewer } from '../accounts/viewer.js';
import { UnauthenticatedError } from '../domain/errors.js';

/** Checks of credentials. */
export interface Credentials {
  /**
   * Resolves the viewer of an `Authorization` header; null without the header. The client is stored as the session's last
   * device. @throws UnauthenticatedError if invalid
   */
  authenticate(authorization: string | undefined, client: () => SessionClient): Promise<Viewer | null>;
  /** True if nothing that a viewer may do has changed since it was admitted. */
  isCurrent(viewer: Viewer): Promise<boolean>;
}

/** Dependencies of the checks. */
export interface CredentialSources {
  readonly accessTokens: AccessTokens;
  readonly sessions: Sessions;
  readonly apiTokens: ApiTokenCache;
}

/** Creates the checks; verified tokens are cached until they expire, whether they ended is checked each time. */
export function createCredentials({ accessTokens, sessions, apiTokens }: CredentialSources): Credentials {
  const verifyToken = rememberVerified(accessTokens.verify);

  const admitProgram = async (secret: string): Promise<Viewer> => {
    const viewer = await apiTokens.admit(secret);
    if (viewer === null)
      throw new UnauthenticatedError('The API token is unknown, expired or revoked; create another one.');
    return viewer;
  };

  return {
    authenticate: async (authorization, client) => {
      if (authorization === undefined) return null;
      const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
      if (token !== undefined && isMeantAsApiToken(token)) return admitProgram(token);
      const verified = token === undefined ? null : await verifyToken(token);
      const viewer = verified && (await sessions.admit(verified));
      if (!viewer) {
        throw new UnauthenticatedError(
          'The access token is invalid or expired; refresh the session or sign in again.',
        );
      }
      sessions.noteUse(viewer, client);
      return viewer;
    },
    isCurrent: viewer => (viewer.apiToken ? apiTokens.isCurrent(viewer) : sessions.isCurrent(viewer)),
  };
}
