import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { AiAssistant } from '../entities/ai-assistant.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { Message } from '../entities/message.entity.js';
import { ReplySuggestion } from '../entities/reply-suggestion.entity.js';
import { Topic } from '../entities/topic.entity.js';
import { loadReplySuggestion, type ReplySuggestionRow } from '../queries/reply-suggestions.js';
import { DismissSuggestionInput, SuggestionPayload } from '../schema/reply-suggestion.types.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';

/** Proposed replies. */
@Resolver(() => ReplySuggestion)
export class ReplySuggestionResolver {
  @Mutation(() => SuggestionPayload, {
    description: 'Dismisses a proposed reply. CONFLICT (WRONG_STATE) unless it is OPEN.',
  })
  async dismissSuggestion(
    @Arg('input', () => DismissSuggestionInput, { description: 'The proposal.' })
    { suggestionId }: DismissSuggestionInput,
    @Ctx() context: ResolverContext,
  ): Promise<SuggestionPayload> {
    await context.useCases.desk.dismissSuggestion(requireViewer(context.viewer), suggestionId);
    context.loaders.clearAll();
    const id = suggestionId.toLowerCase();
    return { suggestion: await getFound('suggestion', id, loadReplySuggestion(context, id)) };
  }

  @FieldResolver(() => Conversation, { description: 'The conversation.' })
  conversation(@Root() { conversationId }: ReplySuggestionRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.conversation.load(conversationId);
  }

  @FieldResolver(() => AiAssistant, { description: 'The assistant that proposes it.' })
  assistant(@Root() { assistantId }: ReplySuggestionRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.assistant.load(assistantId);
  }

  @FieldResolver(() => Message, { nullable: true, description: 'The message that it answers.' })
  inReplyTo(@Root() { inReplyToId }: ReplySuggestionRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.message.load(inReplyToId);
  }

  @FieldResolver(() => Topic, {
    nullable: true,
    description:
      'The topic that the model proposes; null without one, and when it is set already. `sendReply` applies it, unless `appliesProposal` is false.',
  })
  topic(@Root() { topicId }: ReplySuggestionRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.topic.load(topicId);
  }

  @FieldResolver(() => LeadStage, {
    nullable: true,
    description: 'The stage of the lead that it proposes, likewise: a later one that is not final.',
  })
  stage(@Root() { stageId }: ReplySuggestionRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.stage.load(stageId);
  }

  @FieldResolver(() => Message, { nullable: true, description: 'The message that was sent with it.' })
  message(@Root() { messageId }: ReplySuggestionRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.message.load(messageId);
  }
}
