import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { refuseInReplyTo } from '../ai/reply-of-program.js';
import { Permission } from '../domain/permission.js';
import { AuthorKind } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { MessageTemplate } from '../entities/message-template.entity.js';
import { ScheduledReply } from '../entities/scheduled-reply.entity.js';
import { loadAttachment } from '../queries/node-rows.js';
import {
  loadScheduledReplies,
  loadScheduledReply,
  type ScheduledReplyRow,
} from '../queries/scheduled-replies.js';
import { Actor } from '../schema/actor.type.js';
import {
  CancelScheduledReplyInput,
  ScheduledReplyPayload,
  ScheduleReplyInput,
} from '../schema/scheduled-reply.types.js';
import { findAuthor } from './author.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';
import { refuseAssistants } from './reply-of-viewer.js';

/** Scheduled replies. */
@Resolver(() => ScheduledReply)
export class ScheduledReplyResolver {
  @Mutation(() => ScheduledReplyPayload, {
    description:
      'Schedules a reply. It is checked now as sendReply checks it, except for the reply window, and again when its time comes: then a refusal makes it FAILED. At most 20 wait in a conversation.',
  })
  async scheduleReply(
    @Arg('input', () => ScheduleReplyInput, { description: 'The reply and its time.' })
    input: ScheduleReplyInput,
    @Ctx() context: ResolverContext,
  ): Promise<ScheduledReplyPayload> {
    refuseAssistants(context, 'schedule replies');
    refuseInReplyTo(input.reply.inReplyToMessageId);
    const { tenantId, userId: authorUserId, permissions } = requireViewer(context.viewer);
    const managesDesk = permissions.includes(Permission.MANAGE_DESK);
    const request = { tenantId, authorUserId, managesDesk, input };
    const { scheduledReplyId, replayed } = await context.useCases.outbox.scheduleReply(request);
    return readAgain(context, scheduledReplyId, replayed);
  }

  @Mutation(() => ScheduledReplyPayload, {
    description:
      'Cancels a scheduled reply; a FAILED one is no longer listed then. Its files can be sent with another reply within a day. CONFLICT unless it is SCHEDULED or FAILED.',
  })
  async cancelScheduledReply(
    @Arg('input', () => CancelScheduledReplyInput, { description: 'The scheduled reply.' })
    { scheduledReplyId }: CancelScheduledReplyInput,
    @Ctx() context: ResolverContext,
  ): Promise<ScheduledReplyPayload> {
    const { tenantId } = requireViewer(context.viewer);
    await context.useCases.outbox.cancelScheduledReply({ tenantId, scheduledReplyId });
    return readAgain(context, scheduledReplyId, false);
  }

  @FieldResolver(() => Conversation, { description: 'The conversation.' })
  conversation(@Root() reply: ScheduledReplyRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.conversation.load(reply.conversationId);
  }

  @FieldResolver(() => [Attachment], { description: 'Its files.' })
  async attachments(@Root() { attachmentIds }: ScheduledReplyRow, @Ctx() context: ResolverContext) {
    const found = await Promise.all(attachmentIds.map(id => loadAttachment(context, id)));
    return found.filter(row => row !== null);
  }

  @FieldResolver(() => MessageTemplate, { nullable: true, description: 'Its template; null without one.' })
  template(@Root() { templateId }: ScheduledReplyRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.messageTemplate.load(templateId);
  }

  @FieldResolver(() => Message, {
    nullable: true,
    description: 'The message that it quotes; null without one, or when it is gone.',
  })
  replyTo(@Root() { replyToMessageId }: ScheduledReplyRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.message.load(replyToMessageId);
  }

  @FieldResolver(() => Actor, { description: 'Who scheduled it.' })
  author(@Root() { authorUserId }: ScheduledReplyRow, @Ctx() context: ResolverContext) {
    return findAuthor({ authorKind: AuthorKind.USER, authorUserId }, context, async () => null);
  }

  @FieldResolver(() => Message, {
    nullable: true,
    description: 'The message that it became; null unless SENT.',
  })
  message(@Root() { messageId }: ScheduledReplyRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.message.load(messageId);
  }
}

/** The scheduled replies of a conversation. */
@Resolver(() => Conversation)
export class ConversationScheduleResolver {
  @FieldResolver(() => [ScheduledReply], {
    description:
      'Replies that wait for their time, at most 20, and those that were refused at it (FAILED) within 30 days, until they are cancelled; by time.',
  })
  scheduledReplies(@Root() { id }: Conversation, @Ctx() context: ResolverContext) {
    return loadScheduledReplies(context, id);
  }
}

async function readAgain(
  context: ResolverContext,
  id: string,
  replayed: boolean,
): Promise<ScheduledReplyPayload> {
  context.loaders.clearAll();
  const found = loadScheduledReply(context, id.toLowerCase());
  return { scheduledReply: await getFound('scheduled reply', id, found), replayed };
}
