import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { ConversationStatus } from '../domain/vocabulary.js';
import { ConversationPayload } from '../schema/desk.payloads.js';
import type { ResolverContext } from './context.js';

/** Mutations on conversations. */
@Resolver()
export class ConversationMutationsResolver {
  @Mutation(() => ConversationPayload, {
    description:
      'Sets the status of a conversation. A snoozed one opens automatically at `snoozedUntil`, with a CONVERSATION_UPDATED.',
  })
  async setConversationStatus(
    @Arg('id', () => ID, { description: 'Id of the conversation.' }) id: string,
    @Arg('status', () => ConversationStatus, { description: 'The new status.' }) status: ConversationStatus,
    @Arg('snoozedUntil', () => Date, {
      nullable: true,
      description: 'End of the snooze: required and in the future for SNOOZED, absent otherwise.',
    })
    snoozedUntil: Date | null | undefined,
    @Ctx() context: ResolverContext,
  ): Promise<ConversationPayload> {
    await context.useCases.desk.setConversationStatus(requireViewer(context.viewer), {
      id,
      status,
      snoozedUntil,
    });
    return readAgain(context, id);
  }

  @Mutation(() => ConversationPayload, {
    description: 'Assigns a conversation to a user, or removes the assignee.',
  })
  async assignConversation(
    @Arg('id', () => ID, { description: 'Id of the conversation.' }) id: string,
    @Arg('userId', () => ID, {
      nullable: true,
      description: 'The new assignee; absent removes the assignee.',
    })
    userId: string | null | undefined,
    @Ctx() context: ResolverContext,
  ): Promise<ConversationPayload> {
    await context.useCases.desk.assignConversation(requireViewer(context.viewer), { id, userId });
    return readAgain(context, id);
  }

  @Mutation(() => ConversationPayload, {
    description: 'Marks inbound messages up to a message as read. Never marks anything as unread.',
  })
  async markConversationRead(
    @Arg('id', () => ID, { description: 'Id of the conversation.' }) id: string,
    @Arg('upToMessageId', () => ID, {
      description: 'The last message to mark as read; later ones stay unread.',
    })
    upToMessageId: string,
    @Ctx() context: ResolverContext,
  ): Promise<ConversationPayload> {
    await context.useCases.desk.markConversationRead(requireViewer(context.viewer), { id, upToMessageId });
    return readAgain(context, id);
  }

  @Mutation(() => ConversationPayload, {
    description: 'Sets the topic of a conversation and its lead manually: keywords no longer change it.',
  })
  async setTopic(
    @Arg('conversationId', () => ID, { description: 'Id of the conversation.' }) conversationId: string,
    @Arg('topicId', () => ID, {
      nullable: true,
      description: 'The topic; when absent, keywords set it again.',
    })
    topicId: string | null | undefined,
    @Ctx() context: ResolverContext,
  ): Promise<ConversationPayload> {
    await context.useCases.desk.setTopic(requireViewer(context.viewer), { conversationId, topicId });
    return readAgain(context, conversationId);
  }
}

async function readAgain({ loaders }: ResolverContext, id: string): Promise<ConversationPayload> {
  loaders.clearAll();
  return { conversation: await loaders.conversation.load(id) };
}
