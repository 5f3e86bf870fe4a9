import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { UnauthenticatedError } from '../domain/errors.js';
import { User } from '../entities/user.entity.js';
import { AuthPayload } from '../schema/auth-payload.type.js';
import { RefreshSessionInput, SignInInput } from '../schema/session.inputs.js';
import type { ResolverContext } from './context.js';

/** Sign-in, session refresh, and the viewer. */
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
      'Signs in. UNAUTHENTICATED does not distinguish a wrong e-mail from a wrong password; RATE_LIMITED includes `retryAfterSeconds`.',
  })
  signIn(
    @Arg('input', () => SignInInput, { description: 'The credentials.' }) input: SignInInput,
    @Ctx() { useCases, clientAddress }: ResolverContext,
  ): Promise<AuthPayload> {
    return useCases.sessions.signIn(input.email, input.password, clientAddress);
  }

  @Mutation(() => AuthPayload, {
    description:
      "Exchanges a refresh token for new tokens. Each refresh token works once. A repeated request within 30 s (lost response, several tabs) returns the session's current refresh token; later reuse ends the session and all copies of its tokens.",
  })
  refreshSession(
    @Arg('input', () => RefreshSessionInput, { description: 'The session.' }) input: RefreshSessionInput,
    @Ctx() { useCases, clientAddress }: ResolverContext,
  ): Promise<AuthPayload> {
    return useCases.sessions.refresh(input.refreshToken, clientAddress);
  }
}
