import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import {
  AssignConversationInput,
  MarkConversationReadInput,
  MarkConversationUnreadInput,
  SetConversationStatusInput,
  SetTopicInput,
} from '../schema/conversation.inputs.js';
import { ConversationPayload } from '../schema/desk.payloads.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';

/** Mutations on conversations. */
@Resolver()
export class ConversationMutationsResolver {
  @Mutation(() => ConversationPayload, {
    description:
      'Sets the status of a conversation. A snoozed one opens automatically at `snoozedUntil`, with a CONVERSATION_UPDATED.',
  })
  async setConversationStatus(
    @Arg('input', () => SetConversationStatusInput, { description: 'The new status.' })
    input: SetConversationStatusInput,
    @Ctx() context: ResolverContext,
  ): Promise<ConversationPayload> {
    const { conversationId: id, status, snoozedUntil } = input;
    await context.useCases.desk.setConversationStatus(requireViewer(context.viewer), {
      id,
      status,
      snoozedUntil,
    });
    return readAgain(context, id);
  }

  @Mutation(() => ConversationPayload, {
    description: 'Assigns a conversation to a user, or removes the assignee: null removes, absent leaves it.',
  })
  async assignConversation(
    @Arg('input', () => AssignConversationInput, { description: 'The conversation and its assignee.' })
    input: AssignConversationInput,
    @Ctx() context: ResolverContext,
  ): Promise<ConversationPayload> {
    const { conversationId: id, userId } = input;
    await context.useCases.desk.assignConversation(requireViewer(context.viewer), { id, userId });
    return readAgain(context, id);
  }

  @Mutation(() => ConversationPayload, {
    description:
      'Marks inbound messages up to a message as read: for you (`viewerState`), and in `unreadCount`, which counts what no user has read. Never marks anything as unread.',
  })
  async markConversationRead(
    @Arg('input', () => MarkConversationReadInput, { description: 'What has been read.' })
    input: MarkConversationReadInput,
    @Ctx() context: ResolverContext,
  ): Promise<ConversationPayload> {
    const { conversationId: id, upToMessageId } = input;
    await context.useCases.desk.markConversationRead(requireViewer(context.viewer), { id, upToMessageId });
    return readAgain(context, id);
  }

  @Mutation(() => ConversationPayload, {
    description: 'Marks inbound messages as unread for you alone (`viewerState`).',
  })
  async markConversationUnread(
    @Arg('input', () => MarkConversationUnreadInput, { description: 'What becomes unread.' })
    input: MarkConversationUnreadInput,
    @Ctx() context: ResolverContext,
  ): Promise<ConversationPayload> {
    const { conversationId: id, fromMessageId } = input;
    await context.useCases.desk.markConversationUnread(requireViewer(context.viewer), { id, fromMessageId });
    return readAgain(context, id);
  }

  @Mutation(() => ConversationPayload, {
    description: 'Sets the topic of a conversation and its lead manually: keywords no longer change it.',
  })
  async setTopic(
    @Arg('input', () => SetTopicInput, { description: 'The topic.' }) input: SetTopicInput,
    @Ctx() context: ResolverContext,
  ): Promise<ConversationPayload> {
    await context.useCases.desk.setTopic(requireViewer(context.viewer), input);
    return readAgain(context, input.conversationId);
  }
}

async function readAgain({ loaders }: ResolverContext, id: string): Promise<ConversationPayload> {
  loaders.clearAll();
  return { conversation: await getFound('conversation', id, loaders.conversation.load(id)) };
}
