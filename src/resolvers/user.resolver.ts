import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Permission, permissionsOf } from '../domain/permission.js';
import { User } from '../entities/user.entity.js';
import type { ResolverContext } from './context.js';

/** Fields of a user that are not columns. */
@Resolver(() => User)
export class UserResolver {
  @FieldResolver(() => [Permission], {
    description:
      'Permissions of the user, sorted: those of the role. Of the viewer: those of the credential.',
  })
  permissions(@Root() user: User, @Ctx() { viewer }: ResolverContext): readonly Permission[] {
    return viewer?.userId === user.id ? viewer.permissions : permissionsOf(user.role);
  }
}
