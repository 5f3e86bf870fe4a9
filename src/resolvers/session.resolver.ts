import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { UnauthenticatedError } from '../domain/errors.js';
import { User } from '../entities/user.entity.js';
import { AuthPayload } from '../schema/auth-payload.type.js';
import { RefreshSessionInput, SignInInput } from '../schema/session.inputs.js';
import { RevokeSessionsInput, Session, SessionsPayload, SignOutInput } from '../schema/session.types.js';
import type { ResolverContext } from './context.js';
import { toClient } from './to-client.js';

/** Sign-in, refresh and end of sessions, and the viewer. */
@Resolver()
export class SessionResolver {
  @Query(() => User, { description: 'The signed-in user or token.' })
  async viewer(@Ctx() { viewer, loaders }: ResolverContext) {
    const user = viewer && (await loaders.user.load(viewer.userId));
    if (!user) throw new UnauthenticatedError();
    return user;
  }

  @Mutation(() => AuthPayload, {
    description:
      'Signs in. UNAUTHENTICATED does not distinguish a wrong e-mail from a wrong password; SECOND_FACTOR_REQUIRED if the password is right and `otp` is missing (`reason` MISSING) or wrong (WRONG); RATE_LIMITED includes `retryAfterSeconds`.',
  })
  signIn(
    @Arg('input', () => SignInInput, { description: 'The credentials.' }) input: SignInInput,
    @Ctx() context: ResolverContext,
  ): Promise<AuthPayload> {
    return context.useCases.sessions.signIn(input, toClient(context));
  }

  @Mutation(() => AuthPayload, {
    description:
      "Exchanges a refresh token for new tokens. Each refresh token works once. A repeated request within 30 s (lost response, several tabs) returns the session's current refresh token; later reuse ends the session and all copies of its tokens.",
  })
  refreshSession(
    @Arg('input', () => RefreshSessionInput, { description: 'The session.' }) input: RefreshSessionInput,
    @Ctx() context: ResolverContext,
  ): Promise<AuthPayload> {
    return context.useCases.sessions.refresh(input.refreshToken, toClient(context));
  }

  @Query(() => [Session], {
    description:
      "Open sessions, the latest use first; at most 100. Your own; another user's need MANAGE_USERS, those of an OWNER or HEAD_OF_SALES an OWNER.",
  })
  async sessions(
    @Arg('userId', () => ID, { nullable: true, description: 'The user; absent: you.' })
    userId: string | null | undefined,
    @Ctx() { useCases, viewer: maybe }: ResolverContext,
  ): Promise<Session[]> {
    const viewer = requireViewer(maybe);
    const rows = await useCases.users.sessions(viewer, userId ?? viewer.userId);
    return rows.map(row => ({ ...row, isCurrent: row.id === viewer.sessionId }));
  }

  @Mutation(() => SessionsPayload, {
    description: 'Ends the session of the access token, or all of your sessions.',
  })
  async signOut(
    @Arg('input', () => SignOutInput, { description: 'What to end.' }) { everywhere }: SignOutInput,
    @Ctx() { useCases, viewer: maybe }: ResolverContext,
  ): Promise<SessionsPayload> {
    const viewer = requireViewer(maybe);
    const { sessions } = useCases;
    return {
      ended: everywhere ? await sessions.endAll(viewer) : await sessions.end(viewer, viewer.sessionId),
    };
  }

  @Mutation(() => SessionsPayload, {
    description:
      "Ends a session, or all sessions of a user. Your own; another user's need MANAGE_USERS, those of an OWNER or HEAD_OF_SALES an OWNER.",
  })
  async revokeSessions(
    @Arg('input', () => RevokeSessionsInput, { description: 'What to end.' }) input: RevokeSessionsInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<SessionsPayload> {
    return { ended: await useCases.users.revokeSessions(requireViewer(viewer), input) };
  }
}
