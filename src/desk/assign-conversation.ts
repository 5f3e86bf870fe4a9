import { changeConversation } from './change-conversation.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { getColleague } from './find-row.js';

/** Input of `assignConversation`; null removes the assignee, an absent user changes nothing. */
export interface AssignConversationInput {
  readonly id: string;
  readonly userId?: string | null;
}

/** Assigns a conversation to a user, or removes the assignee. @throws NotFoundError */
export async function assignConversation(
  database: DeskDatabase,
  actor: DeskActor,
  { id, userId }: AssignConversationInput,
): Promise<void> {
  await changeConversation(database, actor, id, async (_conversation, em) => {
    if (userId === undefined) return {};
    return { assigneeId: userId === null ? null : (await getColleague(em, userId)).id };
  });
}
