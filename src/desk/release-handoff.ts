import { ConversationStatus, HandoffState } from '../domain/vocabulary.js';
import type { Conversation } from '../entities/conversation.entity.js';

/** A resolved conversation no longer asks for a person: an assistant of its number may answer when the customer writes again. */
export function releaseHandoff(
  { handoff }: Pick<Conversation, 'handoff'>,
  status: ConversationStatus | null | undefined,
): Partial<Conversation> {
  if (status !== ConversationStatus.RESOLVED || handoff !== HandoffState.HANDOFF_REQUESTED) return {};
  return { handoff: HandoffState.HUMAN_ACTIVE, handoffAt: null, handoffReason: null };
}
