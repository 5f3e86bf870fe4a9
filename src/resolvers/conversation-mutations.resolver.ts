import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import {
  AssignConversationInput,
  MarkConversationReadInput,
  MarkConversationUnreadInput,
  SetConversationStatusInput,
  SetTopicInput,
  UpdateConversationInput,
  UpdateConversationsInput,
} from '../schema/conversation.inputs.js';
import { ConversationPayload, ConversationsPayload } from '../schema/desk.payloads.js';
import { RequestHandoffInput, SetHandoffInput } from '../schema/handoff.inputs.js';
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
    description:
      'Assigns a conversation to a user, a team or both, or removes them: null removes, absent leaves it.',
  })
  async assignConversation(
    @Arg('input', () => AssignConversationInput, {
      description: 'The conversation, its assignee and its team.',
    })
    input: AssignConversationInput,
    @Ctx() context: ResolverContext,
  ): Promise<ConversationPayload> {
    const { conversationId: id, ...assignment } = input;
    await context.useCases.desk.assignConversation(requireViewer(context.viewer), { id, ...assignment });
    return readAgain(context, id);
  }

  @Mutation(() => ConversationPayload, {
    description:
      "Takes a conversation over from its number's assistant, or gives it back: the assistant answers the next message. A person's reply takes over by itself. CONFLICT (WRONG_STATE) when the customer wants no assistant.",
  })
  async setHandoff(
    @Arg('input', () => SetHandoffInput, { description: 'Who is in charge.' }) input: SetHandoffInput,
    @Ctx() context: ResolverContext,
  ): Promise<ConversationPayload> {
    const { conversationId: id, state } = input;
    await context.useCases.desk.setHandoff(requireViewer(context.viewer), { id, state });
    return readAgain(context, id);
  }

  @Mutation(() => ConversationPayload, {
    description:
      'Asks for a person; the assistant stops answering. The conversation goes to the `handoffTeam` of its assistant, unless it has an assignee or a team; its assignee is notified, else the team, else all users with WORK. By a token of an assistant its hand-off text leaves with it, unless the program has answered; CONFLICT when a person is in charge. Reported by CONVERSATION_UPDATED and NOTIFICATION_UPDATED.',
  })
  async requestHandoff(
    @Arg('input', () => RequestHandoffInput, { description: 'The conversation, and why.' })
    input: RequestHandoffInput,
    @Ctx() context: ResolverContext,
  ): Promise<ConversationPayload> {
    const { conversationId: id, reason } = input;
    const viewer = requireViewer(context.viewer);
    const { desk, assistants } = context.useCases;
    const assistantId = viewer.apiToken?.assistantId ?? null;
    if (assistantId === null) await desk.requestHandoff(viewer, { id, reason });
    else await assistants.requestHandoff(viewer.tenantId, assistantId, { id, reason });
    return readAgain(context, id);
  }

  @Mutation(() => ConversationPayload, {
    description:
      'Adds labels to a conversation and removes others: two users at once lose nothing. LIMIT_REACHED for more than 50 labels.',
  })
  async updateConversation(
    @Arg('input', () => UpdateConversationInput, { description: 'The conversation and its changes.' })
    input: UpdateConversationInput,
    @Ctx() context: ResolverContext,
  ): Promise<ConversationPayload> {
    await context.useCases.desk.updateConversation(requireViewer(context.viewer), input);
    return readAgain(context, input.id);
  }

  @Mutation(() => ConversationsPayload, {
    description:
      'Makes one change of up to 100 conversations, with a result for each: those that cannot be changed stay as they are, the others are changed. An invalid or unknown status, user, team, topic or label fails as a whole, as does, with a token that is limited to some numbers, a conversation of another number.',
  })
  async updateConversations(
    @Arg('input', () => UpdateConversationsInput, { description: 'The conversations and the change.' })
    input: UpdateConversationsInput,
    @Ctx() { useCases, viewer, loaders }: ResolverContext,
  ): Promise<ConversationsPayload> {
    const outcomes = await useCases.desk.updateConversations(requireViewer(viewer), input);
    loaders.clearAll();
    return {
      results: await Promise.all(
        outcomes.map(async ({ id, error }) => ({
          id,
          conversation: error ? null : await loaders.conversation.load(id),
          code: error?.code ?? null,
          message: error?.message ?? null,
        })),
      ),
    };
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
