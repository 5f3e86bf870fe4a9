/** Drafts of assistants as the schema shows them, and to whom. */
import type { Draft } from '../delivery/drafts/draft.js';
import type { AiAssistantRow, ConversationRow, MessageRow } from '../queries/rows.js';
import type { ResolverContext } from './context.js';
import { mayBeSeen } from './limit-to-numbers.js';

/** Name of the subscription; it reads no event log, so `subscription-fields.ts` does not list it. */
export const draftField = 'aiDraftChanged';

/** A draft with its rows. */
export interface DraftRow extends Pick<Draft, 'text' | 'at'> {
  readonly conversation: ConversationRow;
  readonly assistant: AiAssistantRow;
  readonly inReplyTo: MessageRow | null;
}

/** The draft with its rows; null when the conversation is gone or may not be seen. */
export async function toDraft(
  { conversationId, assistantId, messageId, text, at }: Draft,
  context: ResolverContext,
): Promise<DraftRow | null> {
  const { loaders } = context;
  const [conversation, assistant, inReplyTo] = await Promise.all([
    loaders.conversation.load(conversationId),
    loaders.assistant.load(assistantId),
    loaders.message.load(messageId),
  ]);
  if (conversation === null || assistant === null) return null;
  if (!(await mayBeSeen(context, 'Conversation', conversation))) return null;
  return { conversation, assistant, inReplyTo, text, at };
}
