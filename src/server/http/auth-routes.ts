/** REST sign-in, as the guides describe it. */
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import type { SessionClient } from '../../accounts/session-client.js';
import { BadUserInputError } from '../../domain/errors.js';
import { Role } from '../../domain/vocabulary.js';
import { sessionClientOf } from '../session-client-of.js';
import { runSessionMutation } from './run-session-mutation.js';

/** Result of signing in. */
export interface SignedIn {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: Date;
  readonly user: {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly role: Role;
  };
}

/** Dependencies of the routes. */
export interface AuthRoutesOptions {
  readonly signIn: (
    credentials: { readonly email: string; readonly password: string; readonly otp?: string },
    client: SessionClient,
  ) => Promise<SignedIn>;
  readonly refresh: (refreshToken: string, client: SessionClient) => Promise<SignedIn>;
}

/** Body of `POST /auth/login`. */
export const loginBody = z
  .object({
    email: z.string().min(3).max(320),
    password: z.string().min(1).max(1_000),
    otp: z
      .string()
      .max(100)
      .optional()
      .describe('Code of the second factor, or a recovery code; needed after SECOND_FACTOR_REQUIRED.'),
  })
  .meta({ id: 'Login' });
/** Body of `POST /auth/refresh`. */
export const refreshBody = z.object({ refreshToken: z.string().min(1).max(500) }).meta({ id: 'Refresh' });
/** Response of both routes. */
export const sessionAnswer = z
  .object({
    token: z.string().describe('The same as accessToken.'),
    accessToken: z.string().describe('Send it as `Authorization: Bearer …`.'),
    refreshToken: z
      .string()
      .describe(
        'Works once; each refresh gives the next one. Repeating a refresh within 30 s gives the same one.',
      ),
    expiresAt: z.iso.datetime().describe('When the access token ends.'),
    user: z.object({ id: z.uuid(), email: z.string(), name: z.string(), role: z.enum(Role) }),
  })
  .meta({ id: 'Session' });

/** Registers `POST /auth/login` and `POST /auth/refresh`. */
export function registerAuthRoutes(app: FastifyInstance, { signIn, refresh }: AuthRoutesOptions): void {
  app.post('/auth/login', async request => {
    const body = loginBody.safeParse(request.body);
    if (!body.success) throw new BadUserInputError('email and password', 'are both needed, as JSON strings');
    const client = sessionClientOf(request);
    return toSessionAnswer(await runSessionMutation('signIn', client, () => signIn(body.data, client)));
  });
  app.post('/auth/refresh', async request => {
    const body = refreshBody.safeParse(request.body);
    if (!body.success) throw new BadUserInputError('refreshToken', 'is needed, as a JSON string');
    const client = sessionClientOf(request);
    const work = () => refresh(body.data.refreshToken, client);
    return toSessionAnswer(await runSessionMutation('refreshSession', client, work));
  });
}

/** The session as both routes return it; `token` repeats `accessToken` because the guides read it. */
export function toSessionAnswer({
  accessToken,
  refreshToken,
  expiresAt,
  user,
}: SignedIn): z.infer<typeof sessionAnswer> {
  const { id, email, name, role } = user;
  return {
    token: accessToken,
    accessToken,
    refreshToken,
    expiresAt: expiresAt.toISOString(),
    user: { id, email, name, role },
  };
}
