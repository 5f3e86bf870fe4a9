import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import { AiDraft } from '../schema/ai-call.types.js';
import type { DraftRow } from './draft-rows.js';

/** Drafts of assistants. */
@Resolver(() => AiDraft)
export class AiDraftResolver {
  @Subscription(() => AiDraft, {
    subscribe: () => {
      throw new Error('Subscriptions are started by the delivery, over WebSocket or SSE.');
    },
    description:
      'Proposed replies while models write them, at most four times a second for each: first those that are being written now. The stored proposal follows as `Conversation.suggestion`, with CONVERSATION_UPDATED. There is no cursor: nothing is stored.',
  })
  aiDraftChanged(
    @Root() draft: DraftRow,
    @Arg('conversationIds', () => [ID], {
      nullable: true,
      description: 'Only in these conversations, at most 100; default: everything.',
    })
    _conversationIds?: string[] | null,
  ): DraftRow {
    return draft;
  }
}
