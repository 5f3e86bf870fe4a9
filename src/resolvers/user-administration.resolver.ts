import { Arg, Args, ArgsType, Ctx, Field, Mutation, Query, Resolver } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { userPage } from '../queries/user-page.js';
import { UserConnection } from '../schema/connections.js';
import { ForwardPageArgs } from '../schema/page.args.js';
import {
  CreatePasswordLinkInput,
  CreateUserInput,
  UpdateUserInput,
  UserFilter,
  UserLinkPayload,
  UserPayload,
} from '../schema/user.types.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';
import { toPageSource } from './page-source.js';

@ArgsType()
class UsersArgs extends ForwardPageArgs {
  @Field(() => UserFilter, { nullable: true, description: 'Filter; default: active persons.' })
  filter?: UserFilter | null;
}

/** Users of the company and their administration. */
@Resolver()
export class UserAdministrationResolver {
  @Query(() => UserConnection, { description: 'Users of the company, by name.' })
  users(@Args(() => UsersArgs) args: UsersArgs, @Ctx() context: ResolverContext): Promise<object> {
    return userPage(toPageSource(context), args.filter ?? {}, args);
  }

  @Mutation(() => UserLinkPayload, {
    description:
      'Adds a person. They set a password on the page of the link, and sign in then. CONFLICT for an e-mail address in use on this server; FORBIDDEN for an OWNER or HEAD_OF_SALES, unless you are an OWNER. Reported by USER_UPDATED.',
  })
  async createUser(
    @Arg('input', () => CreateUserInput, { description: 'The person.' }) input: CreateUserInput,
    @Ctx() { useCases, viewer, loaders }: ResolverContext,
  ): Promise<UserLinkPayload> {
    const { userId, link } = await useCases.users.invite(requireViewer(viewer), input);
    return { user: await getFound('user', userId, loaders.user.load(userId)), link };
  }

  @Mutation(() => UserPayload, {
    description:
      'Changes, deactivates or reactivates a person. Only an OWNER changes an OWNER or HEAD_OF_SALES, or gives these roles; others may change their own name and language. CONFLICT with `reason` LAST_OWNER when no active OWNER with a password would be left, and for an e-mail address in use. Access that ends, ends within a second in every process. Reported by USER_UPDATED, and by CONVERSATION_UPDATED for each conversation that loses its assignee.',
  })
  async updateUser(
    @Arg('input', () => UpdateUserInput, { description: 'The change.' }) input: UpdateUserInput,
    @Ctx() { useCases, viewer, loaders }: ResolverContext,
  ): Promise<UserPayload> {
    await useCases.users.update(requireViewer(viewer), input);
    loaders.clearAll();
    return { user: await getFound('user', input.id, loaders.user.load(input.id)) };
  }

  @Mutation(() => UserLinkPayload, {
    description:
      'A one-time link to a new password for a person who lost theirs or never set one. The old password works until the link is used; an earlier link stops working. CONFLICT with `reason` NOT_ACTIVE for a deactivated one.',
  })
  async createPasswordLink(
    @Arg('input', () => CreatePasswordLinkInput, { description: 'The person.' })
    input: CreatePasswordLinkInput,
    @Ctx() { useCases, viewer, loaders }: ResolverContext,
  ): Promise<UserLinkPayload> {
    const { userId, link } = await useCases.users.createLink(requireViewer(viewer), input.userId);
    return { user: await getFound('user', userId, loaders.user.load(userId)), link };
  }
}
