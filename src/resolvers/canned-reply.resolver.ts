import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { NotFoundError } from '../domain/errors.js';
import { Permission } from '../domain/permission.js';
import { fillPlaceholders } from '../domain/placeholders.js';
import { Attachment } from '../entities/attachment.entity.js';
import { CannedReply } from '../entities/canned-reply.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Team } from '../entities/team.entity.js';
import { User } from '../entities/user.entity.js';
import {
  type CannedReplyReader,
  type CannedReplyRow,
  cannedReplies,
  findCannedReply,
  loadFilesOfCannedReply,
} from '../queries/canned-replies.js';
import { CannedReplyPayload, UpsertCannedReplyInput } from '../schema/canned-reply.types.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';
import { mayBeSeen } from './limit-to-numbers.js';
import { loadNamed } from './load-named.js';

/** The reader of canned replies; null without a user, as in an execution that several users share. */
export function toCannedReplyReader({ viewer }: ResolverContext): CannedReplyReader | null {
  if (viewer === null) return null;
  const { userId, permissions, channelIds } = viewer;
  return { userId, managesShared: permissions.includes(Permission.MANAGE_DESK), channelIds };
}

/** Canned replies. */
@Resolver(() => CannedReply)
export class CannedReplyResolver {
  @Query(() => [CannedReply], {
    description:
      'Canned replies that you may use: shared ones, those of your teams, and your own, by shortcut; 1,000 at most. With MANAGE_DESK, shared ones of all teams.',
  })
  async cannedReplies(
    @Arg('search', () => String, {
      nullable: true,
      description: 'A part of the shortcut, title or body, at most 100 characters.',
    })
    search: string | null | undefined,
    @Arg('channelId', () => ID, { nullable: true, description: 'Those offered on this number.' })
    channelId: string | null | undefined,
    @Arg('includeArchived', () => Boolean, {
      defaultValue: false,
      description: 'True to list archived ones too.',
    })
    includeArchived: boolean,
    @Ctx() context: ResolverContext,
  ): Promise<object[]> {
    const by = toCannedReplyReader({ ...context, viewer: requireViewer(context.viewer) });
    return by ? cannedReplies(context.reader, by, { search, channelId, includeArchived }) : [];
  }

  @Mutation(() => CannedReplyPayload, {
    description:
      'Creates or changes a canned reply. FORBIDDEN for a shared one without MANAGE_DESK, CONFLICT for a shortcut in use, LIMIT_REACHED for more than 500 shared or 200 own ones, MEDIA_NOT_READY for a file that is not uploaded or belongs to another one. Reported by TENANT_UPDATED.',
  })
  async upsertCannedReply(
    @Arg('input', () => UpsertCannedReplyInput, { description: 'The canned reply.' })
    input: UpsertCannedReplyInput,
    @Ctx() context: ResolverContext,
  ): Promise<CannedReplyPayload> {
    const viewer = requireViewer(context.viewer);
    const id = await context.useCases.desk.upsertCannedReply(viewer, input);
    context.loaders.clearAll();
    const by = { userId: viewer.userId, managesShared: true, channelIds: viewer.channelIds };
    return { cannedReply: await getFound('canned reply', id, findCannedReply(context.reader, by, id)) };
  }

  @FieldResolver(() => String, {
    description:
      'The body with the values of a conversation; a placeholder without a value stands out as `[contact.name]`. An attribute is that of the contact, else that of the lead.',
  })
  async text(
    @Root() { body }: CannedReplyRow,
    @Arg('conversationId', () => ID, { description: 'The conversation to reply in.' }) id: string,
    @Ctx() context: ResolverContext,
  ): Promise<string> {
    const { loaders, viewer } = context;
    const conversation = await getFound('conversation', id, loaders.conversation.load(id));
    if (!(await mayBeSeen(context, 'Conversation', conversation)))
      throw new NotFoundError('conversation', id);
    const [contact, lead, channel, agent] = await Promise.all([
      loaders.contact.load(conversation.contactId),
      loaders.lead.load(conversation.leadId),
      loaders.channel.load(conversation.channelId),
      loaders.user.load(viewer?.userId ?? null),
    ]);
    const values: Readonly<Record<string, string | null | undefined>> = {
      'contact.name': contact?.displayName,
      'contact.phone': contact?.phone,
      'agent.name': agent?.name,
      'channel.name': channel?.displayName,
      'lead.name': lead?.name,
    };
    return fillPlaceholders(body, name => {
      if (Object.hasOwn(values, name)) return values[name] || null;
      const key = name.slice('attribute.'.length);
      const holder = [contact?.attributes, lead?.attributes].find(all => all && Object.hasOwn(all, key));
      return holder ? String(holder[key]) : null;
    });
  }

  @FieldResolver(() => [Attachment], { description: 'Its files, at most 10; replies send copies of them.' })
  attachments(@Root() { id }: CannedReplyRow, @Ctx() context: ResolverContext) {
    return loadFilesOfCannedReply(context, id);
  }

  @FieldResolver(() => [Channel], {
    nullable: true,
    description: 'Numbers on which it is offered; null: on all.',
  })
  async channels(@Root() { channelIds }: CannedReplyRow, @Ctx() { loaders }: ResolverContext) {
    if (channelIds === null) return null;
    const rows = await Promise.all(channelIds.map(id => loaders.channel.load(id)));
    return rows.filter(row => row !== null);
  }

  @FieldResolver(() => [Team], {
    nullable: true,
    description: 'Teams to which it is offered; null: to all users.',
  })
  teams(@Root() { teamIds }: CannedReplyRow, @Ctx() { loaders }: ResolverContext) {
    return teamIds && loadNamed(loaders.team, teamIds);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'The user whose own it is; null for a shared one.',
  })
  owner(@Root() { ownerId }: CannedReplyRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.user.load(ownerId);
  }

  @FieldResolver(() => Boolean, { description: 'True if it is no longer offered.' })
  isArchived(@Root() { archivedAt }: CannedReplyRow): boolean {
    return archivedAt !== null;
  }
}
