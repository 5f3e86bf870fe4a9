import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Permission, permissionsOf } from '../domain/permission.js';
import { User } from '../entities/user.entity.js';
import type { ResolverContext } from './context.js';

/** Fields of a user that are not columns. */
@Resolver(() => User)
export class UserResolver {
  @FieldResolver(() => Boolean, {
    description: 'False after deactivation: no sign-in, and nothing can be assigned.',
  })
  isActive(@Root() { disabledAt }: User): boolean {
    return disabledAt === null;
  }

  @FieldResolver(() => Boolean, { description: 'True if signing in needs a code of a second factor.' })
  hasSecondFactor(@Root() { totpConfirmedAt }: User): boolean {
    return totpConfirmedAt !== null;
  }

  @FieldResolver(() => [Permission], {
    description:
      'Permissions of the user, sorted: those of the role. Of the viewer: those of the credential.',
  })
  permissions(@Root() user: User, @Ctx() { viewer }: ResolverContext): readonly Permission[] {
    return viewer?.userId === user.id ? viewer.permissions : permissionsOf(user.role);
  }
}
