import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { UnauthenticatedError } from '../domain/errors.js';
import { User } from '../entities/user.entity.js';
import { AuthPayload } from '../schema/auth-payload.type.js';
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
      'Signs in. Needs no credential. UNAUTHENTICATED does not tell whether the e-mail or the password was wrong; RATE_LIMITED carries `retryAfterSeconds`.',
  })
  signIn(
    @Arg('email', () => String, { description: 'The e-mail address, in any case.' }) email: string,
    @Arg('password', () => String, { description: 'The password.' }) password: string,
    @Ctx() { useCases, clientAddress }: ResolverContext,
  ): Promise<AuthPayload> {
    return useCases.sessions.signIn(email, password, clientAddress);
  }

  @Mutation(() => AuthPayload, {
    description:
      'Exchanges a refresh token for new tokens. Needs no credential. Each refresh token works once. Repeating the request within 30 s, because its answer was lost or several tabs refresh at once, gives the session’s current refresh token; using it again later ends the session and all copies of its tokens.',
  })
  refreshSession(
    @Arg('refreshToken', () => String, { description: 'The last refresh token that was received.' })
    refreshToken: string,
    @Ctx() { useCases, clientAddress }: ResolverContext,
  ): Promise<AuthPayload> {
    return useCases.sessions.refresh(refreshToken, clientAddress);
  }
}
