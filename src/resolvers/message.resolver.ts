import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { MessageStatus } from '../domain/delivery-status.js';
import { Cursor } from '../domain/scalars.js';
import { Attachment } from '../entities/attachment.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { MessageReaction } from '../entities/message-reaction.entity.js';
import { MessageRevision } from '../entities/message-revision.entity.js';
import { MessageStatusChange } from '../entities/message-status-change.entity.js';
import { MessageTemplate } from '../entities/message-template.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import { messagePage } from '../queries/message-page.js';
import type { MessageRow } from '../queries/rows.js';
import { Actor } from '../schema/actor.type.js';
import { MessageConnection } from '../schema/connections.js';
import { DeliveryFailure } from '../schema/message.types.js';
import { MessageContent, Referral } from '../schema/message-content.types.js';
import { MessageFilter } from '../schema/message-filter.input.js';
import { PageArgs } from '../schema/page.args.js';
import { findAuthor } from './author.js';
import type { ResolverContext } from './context.js';
import { readContent, showsDeletedContent } from './deleted-content.js';
import { getFound } from './found.js';
import { toPageSource } from './page-source.js';

@ArgsType()
class MessagesArgs extends PageArgs {
  @Field(() => MessageFilter, { nullable: true, description: 'Filter; default: all messages.' })
  filter?: MessageFilter | null;
}

/** Messages: lookups and fields. */
@Resolver(() => Message)
export class MessageResolver {
  @Query(() => Message, {
    nullable: true,
    description: 'One message. NOT_FOUND for an unknown id.',
  })
  message(
    @Arg('id', () => ID, { description: 'Id of the message.' }) id: string,
    @Ctx() { loaders }: ResolverContext,
  ): Promise<object> {
    return getFound('message', id, loaders.message.load(id));
  }

  @Query(() => MessageConnection, {
    description: 'Messages in the order of storage. With neither `first` nor `last`: the newest 20.',
  })
  async messages(
    @Args(() => MessagesArgs) args: MessagesArgs,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    const filter = args.filter ?? {};
    const isBlind = filter.text != null && !(await showsDeletedContent(context));
    return messagePage(toPageSource(context), { ...filter, leavesOutDeleted: isBlind }, args);
  }

  @FieldResolver(() => Conversation, { description: 'Its conversation.' })
  conversation(@Root() message: MessageRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.conversation.load(message.conversationId);
  }

  @FieldResolver(() => Channel, {
    description: "The number that sent or received it: always its conversation's.",
  })
  channel(@Root() message: MessageRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.channel.load(message.channelId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The text, or the caption of a file. Also null when the message was deleted and its text is hidden from you.',
  })
  text(@Root() message: MessageRow, @Ctx() context: ResolverContext): string | null | Promise<string | null> {
    return readContent(message, context, () => message.text, null);
  }

  @FieldResolver(() => [Attachment], {
    description: 'Its files, in order. Also empty if `text` of a deleted message is hidden.',
  })
  attachments(@Root() message: MessageRow, @Ctx() context: ResolverContext) {
    if (!message.hasAttachments) return [];
    return readContent(message, context, () => context.loaders.attachmentsOfMessage.load(message.id), []);
  }

  @FieldResolver(() => [MessageReaction], {
    description:
      'Reactions, at most one per side, oldest first. They are not messages: messageUpdated reports a change.',
  })
  reactions(@Root() message: MessageRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.reactionsOfMessage.load(message.id);
  }

  @FieldResolver(() => [MessageRevision], {
    description:
      'Earlier versions of the text, oldest first; the newest 50. Empty for a message that was never edited, and if `text` of a deleted message is hidden.',
  })
  revisions(@Root() message: MessageRow, @Ctx() context: ResolverContext) {
    if (message.editedAt === null) return [];
    return readContent(message, context, () => context.loaders.revisionsOfMessage.load(message.id), []);
  }

  @FieldResolver(() => Actor, {
    nullable: true,
    description: 'Author of the deletion; null unless `deletedAt` is set.',
  })
  deletedBy(@Root() message: MessageRow, @Ctx() context: ResolverContext) {
    const { deletedByKind: authorKind, id: sourceEventId } = message;
    if (authorKind === null) return null;
    // Reported by the provider, so the author is not a user: see author.ts.
    return findAuthor({ authorKind, authorUserId: null, sourceEventId }, context, async () => {
      return (await context.loaders.conversation.load(message.conversationId))?.contactId ?? null;
    });
  }

  @FieldResolver(() => Actor, { description: 'The author.' })
  author(@Root() message: MessageRow, @Ctx() context: ResolverContext) {
    const ofConversation = async () =>
      (await context.loaders.conversation.load(message.conversationId))?.contactId ?? null;
    return findAuthor(message, context, ofConversation);
  }

  @FieldResolver(() => Message, {
    nullable: true,
    description: 'The quoted message; null without one, or when it is not stored here.',
  })
  replyTo(@Root() { channelId, replyToExternalId }: MessageRow, @Ctx() { loaders }: ResolverContext) {
    return replyToExternalId === null
      ? null
      : loaders.answeredMessage.load({ channelId, externalId: replyToExternalId });
  }

  @FieldResolver(() => MessageTemplate, {
    nullable: true,
    description:
      'The approved template of the message; null without one, and if `text` of a deleted message is hidden.',
  })
  template(@Root() message: MessageRow, @Ctx() context: ResolverContext) {
    const { templateId } = message;
    if (templateId === null) return null;
    return readContent<object | null>(
      message,
      context,
      () => context.loaders.messageTemplate.load(templateId),
      null,
    );
  }

  @FieldResolver(() => MessageContent, {
    nullable: true,
    description:
      'Structured content in addition to text and files; null for most messages, and if `text` of a deleted message is hidden.',
  })
  content(
    @Root() message: MessageRow,
    @Ctx() context: ResolverContext,
  ): object | null | Promise<object | null> {
    return readContent<object | null>(message, context, () => message.content, null);
  }

  @FieldResolver(() => Referral, {
    nullable: true,
    description: 'The advertisement or link that led to the message, if the provider reports it.',
  })
  referral(@Root() message: MessageRow): object | null {
    return message.referral;
  }

  @FieldResolver(() => [MessageStatusChange], {
    description: 'Every reported status, in order of arrival, late ones included.',
  })
  statusHistory(@Root() message: MessageRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.statusHistoryOfMessage.load(message.id);
  }

  @FieldResolver(() => DeliveryFailure, {
    nullable: true,
    description: 'Reason for the failed delivery; null unless it failed.',
  })
  failure(@Root() message: MessageRow): DeliveryFailure | null {
    const { failureCode, failureMessage, failureRetryable } = message;
    const hasFailed = message.status === MessageStatus.FAILED || message.status === MessageStatus.UNKNOWN;
    if (!hasFailed || (failureMessage === null && failureCode === null)) return null;
    return {
      providerCode: failureCode,
      message: failureMessage ?? 'The provider gave no reason.',
      retryable: failureRetryable ?? false,
    };
  }

  @FieldResolver(() => Cursor, {
    description:
      'Position of the event log when this message was added; pass it as `after` to a subscription to resume.',
  })
  async cursor(
    @Root() message: MessageRow,
    @Ctx() { loaders, reader, useCases }: ResolverContext,
  ): Promise<string> {
    return useCases.cursors.encodePosition(reader.tenantId, await loaders.positionOfMessage.load(message.id));
  }

  @FieldResolver(() => WebhookEvent, {
    nullable: true,
    description:
      'The ledger entry that reported it; null for messages of this server, and after the retention period.',
  })
  sourceEvent(@Root() message: MessageRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.webhookEvent.load(message.sourceEventId);
  }
}
