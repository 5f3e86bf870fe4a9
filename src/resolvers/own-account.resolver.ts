import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { BadUserInputError } from '../domain/errors.js';
import { AuthPayload } from '../schema/auth-payload.type.js';
import {
  ChangePasswordInput,
  ConfirmTotpInput,
  DisableTotpInput,
  EnrolTotpInput,
  SetPasswordInput,
  TotpEnrolmentPayload,
  TotpPayload,
} from '../schema/own-account.types.js';
import { UserPayload } from '../schema/user.types.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';
import { toClient } from './to-client.js';

/** One's own password and second factor. */
@Resolver()
export class OwnAccountResolver {
  @Mutation(() => AuthPayload, {
    description:
      'Sets a password by a one-time link, ends all sessions of its user and signs in. UNAUTHENTICATED for an unknown or replaced link, LINK_EXPIRED for a used or expired one, SECOND_FACTOR_REQUIRED as in signIn, BAD_USER_INPUT for a weak password; the link can be used again after each of the last two.',
  })
  setPassword(
    @Arg('input', () => SetPasswordInput, { description: 'Token and password.' }) input: SetPasswordInput,
    @Ctx() context: ResolverContext,
  ): Promise<AuthPayload> {
    return context.useCases.ownCredentials.setPassword(input, toClient(context));
  }

  @Mutation(() => AuthPayload, {
    description:
      'Changes your password, ends all of your sessions and begins a new one. UNAUTHENTICATED for a wrong current password; attempts are limited as in signIn.',
  })
  changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'The passwords.' }) input: ChangePasswordInput,
    @Ctx() context: ResolverContext,
  ): Promise<AuthPayload> {
    return context.useCases.ownCredentials.changePassword(
      requireViewer(context.viewer),
      input,
      toClient(context),
    );
  }

  @Mutation(() => TotpEnrolmentPayload, {
    description:
      'Begins the enrolment of a second factor (TOTP: 6 digits, 30 s, SHA-1); it counts after confirmTotp. UNAUTHENTICATED for a wrong password; CONFLICT if one is on.',
  })
  enrolTotp(
    @Arg('input', () => EnrolTotpInput, { description: 'Your password.' }) { password }: EnrolTotpInput,
    @Ctx() context: ResolverContext,
  ): Promise<TotpEnrolmentPayload> {
    const { useCases, viewer } = context;
    return useCases.ownCredentials.enrolTotp(requireViewer(viewer), password, toClient(context));
  }

  @Mutation(() => TotpPayload, {
    description:
      'Switches the second factor on. BAD_USER_INPUT for a wrong code; attempts are limited as in signIn; CONFLICT without an enrolment. Reported by USER_UPDATED.',
  })
  async confirmTotp(
    @Arg('input', () => ConfirmTotpInput, { description: 'A code.' }) { code }: ConfirmTotpInput,
    @Ctx() context: ResolverContext,
  ): Promise<TotpPayload> {
    const viewer = requireViewer(context.viewer);
    const { useCases, loaders } = context;
    const recoveryCodes = await useCases.ownCredentials.confirmTotp(viewer, code, toClient(context));
    loaders.clearAll();
    return { recoveryCodes, user: await getFound('user', viewer.userId, loaders.user.load(viewer.userId)) };
  }

  @Mutation(() => UserPayload, {
    description:
      'Switches a second factor off: your own with your password, or that of another user. CONFLICT if none is on. Reported by USER_UPDATED.',
  })
  async disableTotp(
    @Arg('input', () => DisableTotpInput, { description: 'Whose.' }) input: DisableTotpInput,
    @Ctx() context: ResolverContext,
  ): Promise<UserPayload> {
    const viewer = requireViewer(context.viewer);
    const { useCases, loaders } = context;
    const id = input.userId?.toLowerCase() ?? viewer.userId;
    if (id !== viewer.userId) await useCases.users.removeSecondFactor(viewer, id);
    else if (input.password == null)
      throw new BadUserInputError('password', 'is required for your own second factor');
    else await useCases.ownCredentials.disableOwnTotp(viewer, input.password, toClient(context));
    loaders.clearAll();
    return { user: await getFound('user', id, loaders.user.load(id)) };
  }
}
