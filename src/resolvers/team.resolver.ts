import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Team } from '../entities/team.entity.js';
import { User } from '../entities/user.entity.js';
import { teams } from '../queries/catalog.js';
import type { ConversationRow, TeamRow, UserRow } from '../queries/rows.js';
import { loadMembers, loadOpenConversations } from '../queries/team-facts.js';
import { TeamPayload, UpsertTeamInput } from '../schema/team.types.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';
import { loadNamed } from './load-named.js';

/** Teams of users. */
@Resolver(() => Team)
export class TeamResolver {
  @Query(() => [Team], { description: 'Teams, by name; at most 100, and 300 with archived ones.' })
  teams(
    @Arg('includeArchived', () => Boolean, {
      defaultValue: false,
      description: 'True to include archived teams.',
    })
    includeArchived: boolean,
    @Ctx() { reader }: ResolverContext,
  ): Promise<object[]> {
    return teams(reader, includeArchived);
  }

  @Mutation(() => TeamPayload, {
    description:
      'Creates or changes a team. CONFLICT for a name in use, LIMIT_REACHED for more than 100 teams. Reported by TENANT_UPDATED, and by USER_UPDATED for each user who joins or leaves.',
  })
  async upsertTeam(
    @Arg('input', () => UpsertTeamInput, { description: 'The team.' }) input: UpsertTeamInput,
    @Ctx() { useCases, viewer, loaders }: ResolverContext,
  ): Promise<TeamPayload> {
    const id = await useCases.desk.upsertTeam(requireViewer(viewer), input);
    loaders.clearAll();
    return { team: await getFound('team', id, loaders.team.load(id)) };
  }

  @FieldResolver(() => [User], { description: 'Its active members by name, 500 at most.' })
  members(@Root() { id }: TeamRow, @Ctx() context: ResolverContext) {
    return loadMembers(context, id);
  }

  @FieldResolver(() => Int, { description: 'Number of its conversations with the status OPEN.' })
  openConversations(@Root() { id }: TeamRow, @Ctx() context: ResolverContext) {
    return loadOpenConversations(context, id, context.scope?.channelIds ?? null);
  }

  @FieldResolver(() => Boolean, {
    description: 'True if nothing can be assigned to it; it stays where it is set.',
  })
  isArchived(@Root() { archivedAt }: TeamRow): boolean {
    return archivedAt !== null;
  }
}

/** The team of a conversation. */
@Resolver(() => Conversation)
export class ConversationTeamResolver {
  @FieldResolver(() => Team, { nullable: true, description: 'The team; null without one.' })
  team(@Root() { teamId }: ConversationRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.team.load(teamId);
  }
}

/** The teams of a user. */
@Resolver(() => User)
export class UserTeamsResolver {
  @FieldResolver(() => [Team], { description: 'Teams of the user by name, without archived ones.' })
  async teams(@Root() { teamIds }: UserRow, @Ctx() { loaders }: ResolverContext): Promise<object[]> {
    return (await loadNamed(loaders.team, teamIds)).filter(({ archivedAt }) => archivedAt === null);
  }
}
