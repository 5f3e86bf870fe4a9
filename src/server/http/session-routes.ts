/**
 * Sessions of browsers: the refresh token is in a cookie that scripts cannot read, the access token in the response. The
 * cookie authenticates these routes only; everything else takes the access token (decision 0061).
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { AccessTokens } from '../../accounts/access-token.js';
import type { OwnCredentials } from '../../accounts/own-credentials.js';
import type { Sessions } from '../../accounts/sessions.js';
import { runAuditedMutation } from '../../audit/run-audited.js';
import { BadUserInputError, NotOwnPageError, UnauthenticatedError } from '../../domain/errors.js';
import { sessionClientOf } from '../session-client-of.js';
import type { AllowedOrigins } from './allowed-origins.js';
import { loginBody, sessionAnswer, toSessionAnswer } from './auth-routes.js';
import { runSessionMutation } from './run-session-mutation.js';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.js';

/** Dependencies of the routes. */
export interface SessionRoutesOptions {
  readonly sessions: Sessions;
  readonly accessTokens: AccessTokens;
  readonly ownCredentials: Pick<OwnCredentials, 'changePassword'>;
  readonly origins: Pick<AllowedOrigins, 'isOwnPage'>;
  readonly refreshTtlDays: number;
}

/** Response of the routes: a session without its refresh token. */
export const browserSessionAnswer = sessionAnswer
  .omit({ token: true, refreshToken: true })
  .meta({ id: 'BrowserSession' });

/** Query of `DELETE /auth/session`. */
export const endSessionQuery = z.object({
  everywhere: z.enum(['true', 'false']).default('false').describe('`true` ends all sessions of the user.'),
});

/** Body of `POST /auth/session/password`. */
export const changePasswordBody = z
  .object({
    currentPassword: z.string().describe('The password until now.'),
    newPassword: z.string().describe('10 to 200 characters; common ones are refused.'),
  })
  .meta({ id: 'ChangePassword' });

/** Response of `DELETE /auth/session`. */
export const endedSessions = z
  .object({ ended: z.int().describe('Number of ended sessions.') })
  .meta({ id: 'EndedSessions' });

/** The header that the pages send; no form and no image of another page can. */
const clientHeader = 'x-trunkline-client';

/** Registers `POST` and `DELETE /auth/session`, and `POST` of `/auth/session/refresh` and `/auth/session/password`. */
export function registerSessionRoutes(app: FastifyInstance, options: SessionRoutesOptions): void {
  const { sessions, accessTokens, ownCredentials, origins, refreshTtlDays } = options;
  const onRequest = async (request: FastifyRequest): Promise<void> => {
    const fault = findFault(request, origins);
    if (fault !== null) throw new NotOwnPageError(fault);
  };

  app.post('/auth/session', { onRequest }, async (request, reply) => {
    const body = loginBody.safeParse(request.body);
    if (!body.success) throw new BadUserInputError('email and password', 'are both needed, as JSON strings');
    const client = sessionClientOf(request);
    const signedIn = await runSessionMutation('signIn', client, () => sessions.signIn(body.data, client));
    setSessionCookie(request, reply, signedIn.refreshToken, refreshTtlDays);
    return reply.header('cache-control', 'no-store').send(toAnswer(toSessionAnswer(signedIn)));
  });

  app.post('/auth/session/refresh', { onRequest }, async (request, reply) => {
    // A refusal leaves the cookie: the browser may have that of a newer session by the time the answer arrives.
    const signedIn = await refresh(request);
    setSessionCookie(request, reply, signedIn.refreshToken, refreshTtlDays);
    return reply.header('cache-control', 'no-store').send(toAnswer(toSessionAnswer(signedIn)));
  });

  app.post('/auth/session/password', { onRequest }, async (request, reply) => {
    const body = changePasswordBody.safeParse(request.body);
    if (!body.success)
      throw new BadUserInputError('currentPassword and newPassword', 'are both needed, as JSON strings');
    const client = sessionClientOf(request);
    const current = await refresh(request);
    const change = async () => {
      const viewer = await accessTokens.verify(current.accessToken);
      if (viewer === null) throw new UnauthenticatedError();
      const { address: clientAddress, userAgent } = client;
      return runAuditedMutation('changePassword', { viewer, clientAddress, userAgent }, () =>
        ownCredentials.changePassword(viewer, body.data, client),
      );
    };
    const signedIn = await change().catch((error: unknown) => {
      // The cookie of the request is used up, also when the password is refused.
      setSessionCookie(request, reply, current.refreshToken, refreshTtlDays);
      throw error;
    });
    setSessionCookie(request, reply, signedIn.refreshToken, refreshTtlDays);
    return reply.header('cache-control', 'no-store').send(toAnswer(toSessionAnswer(signedIn)));
  });

  app.delete('/auth/session', { onRequest }, async (request, reply) => {
    const query = endSessionQuery.safeParse(request.query);
    if (!query.success) throw new BadUserInputError('everywhere', 'must be true or false');
    clearSessionCookie(request, reply);
    reply.header('cache-control', 'no-store');
    const { accessToken } = await refresh(request);
    const viewer = await accessTokens.verify(accessToken);
    if (viewer === null) throw new UnauthenticatedError();
    const { address: clientAddress, userAgent } = sessionClientOf(request);
    const ended = await runAuditedMutation('signOut', { viewer, clientAddress, userAgent }, () =>
      query.data.everywhere === 'true'
        ? sessions.endAll(viewer)
        : sessions.end(viewer, viewer.sessionId ?? ''),
    );
    return { ended };
  });

  const refresh = (request: FastifyRequest) => {
    const refreshToken = readSessionCookie(request);
    if (refreshToken === null) throw new UnauthenticatedError('No session; sign in.');
    const client = sessionClientOf(request);
    return runSessionMutation('refreshSession', client, () => sessions.refresh(refreshToken, client));
  };
}

/** What a request has that a page of this server does not send; null if nothing. */
function findFault(request: FastifyRequest, origins: Pick<AllowedOrigins, 'isOwnPage'>): string | null {
  const { headers } = request;
  if (headers[clientHeader] !== 'inbox') return `the header ${clientHeader} is missing`;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return 'Sec-Fetch-Site is not "same-origin"';
  if (!origins.isOwnPage(request.raw)) return 'Origin is missing or is that of another server';
  const isJson = /^application\/json\b/i.test(headers['content-type'] ?? '');
  if (request.method === 'POST' && !isJson) return 'the content type is not application/json';
  return null;
}

const toAnswer = (session: z.infer<typeof sessionAnswer>): z.infer<typeof browserSessionAnswer> => {
  const { accessToken, expiresAt, user } = session;
  return { accessToken, expiresAt, user };
};
