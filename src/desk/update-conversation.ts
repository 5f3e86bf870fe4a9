import { changeLabels, type LabelChange, readLabelChange } from '../people/label-changes.js';
import { changeConversation } from './change-conversation.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';

/** Input of `updateConversation`. */
export interface UpdateConversationInput extends LabelChange {
  readonly id: string;
}

/**
 * Adds labels to a conversation and removes others.
 * @throws BadUserInputError, NotFoundError, ConflictError for an archived label, LimitReachedError
 */
export async function updateConversation(
  database: DeskDatabase,
  actor: DeskActor,
  { id, ...change }: UpdateConversationInput,
): Promise<void> {
  await changeConversation(database, actor, id, async ({ labelIds }, unit) => ({
    labelIds: changeLabels(labelIds, await readLabelChange(unit, actor.tenantId, change)),
  }));
}
