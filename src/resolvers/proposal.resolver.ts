import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { loadReplySuggestion } from '../queries/reply-suggestions.js';
import {
  RequestSuggestionInput,
  SuggestionPayload,
  SuggestReplyInput,
} from '../schema/reply-suggestion.types.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';

/** Proposed replies that a colleague asks for, or that a program makes. */
@Resolver()
export class ProposalResolver {
  @Mutation(() => SuggestionPayload, {
    description:
      'Asks the assistant of the number for a proposal now, which replaces the open one; sends nothing. It needs the time of a call to the model. CONFLICT when the number has no assistant that can be asked, or the customer wrote nothing; LIMIT_REACHED when a budget is spent; PROVIDER_FAILED says what is wrong with the endpoint or the answer. Reported by CONVERSATION_UPDATED.',
  })
  async requestSuggestion(
    @Arg('input', () => RequestSuggestionInput, { description: 'The conversation, and what to mind.' })
    input: RequestSuggestionInput,
    @Ctx() context: ResolverContext,
  ): Promise<SuggestionPayload> {
    const { tenantId } = requireViewer(context.viewer);
    return read(context, await context.useCases.assistants.requestSuggestion(tenantId, input));
  }

  @Mutation(() => SuggestionPayload, {
    description:
      "For programs: proposes a reply, which replaces the open one; a person sends it. CONFLICT unless the API token has an assistant (`reason` WRONG_STATE) that is the one of the conversation's number and not OFF (NOT_ACTIVE); TEXT_TOO_LONG as for sendReply. Reported by CONVERSATION_UPDATED.",
  })
  async suggestReply(
    @Arg('input', () => SuggestReplyInput, { description: 'The proposal.' }) input: SuggestReplyInput,
    @Ctx() context: ResolverContext,
  ): Promise<SuggestionPayload> {
    const { tenantId, apiToken } = requireViewer(context.viewer);
    const { assistants } = context.useCases;
    return read(context, await assistants.suggest(tenantId, apiToken?.assistantId ?? null, input));
  }
}

async function read(context: ResolverContext, id: string): Promise<SuggestionPayload> {
  context.loaders.clearAll();
  return { suggestion: await getFound('suggestion', id, loadReplySuggestion(context, id)) };
}
