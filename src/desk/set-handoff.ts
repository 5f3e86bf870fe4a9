import { BadUserInputError, ConflictError } from '../domain/errors.js';
import { AiReason, HandoffState } from '../domain/vocabulary.js';
import { changeConversation } from './change-conversation.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';

/** Input of `setHandoff`. */
export interface SetHandoffInput {
  readonly id: string;
  readonly state: HandoffState;
}

/**
 * Takes a conversation over, or gives it back to the assistant of its number, which answers the next message.
 * @throws BadUserInputError for HANDOFF_REQUESTED, NotFoundError, ConflictError for a customer who wants no assistant
 */
export async function setHandoff(
  database: DeskDatabase,
  actor: DeskActor,
  { id, state }: SetHandoffInput,
): Promise<void> {
  if (state === HandoffState.HANDOFF_REQUESTED)
    throw new BadUserInputError(
      'state',
      'must be HUMAN_ACTIVE or AI_ACTIVE; requestHandoff asks for a person',
    );
  await changeConversation(database, actor, id, async conversation => {
    const isOptedOut = conversation.handoffReason === AiReason.OPTED_OUT;
    if (isOptedOut && state === HandoffState.AI_ACTIVE)
      throw new ConflictError('The customer wants no answers of an assistant.', { reason: 'WRONG_STATE' });
    if (conversation.handoff === state && state === HandoffState.AI_ACTIVE) return {};
    return {
      handoff: state,
      handoffReason: isOptedOut ? AiReason.OPTED_OUT : null,
      handoffAt: new Date(),
    };
  });
}
