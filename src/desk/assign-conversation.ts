import { Team } from '../entities/team.entity.js';
import { changeConversation } from './change-conversation.js';
import { refuseArchived } from './company-list.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { getColleague, getRow } from './find-row.js';

/** Input of `assignConversation`; null removes the assignee or the team, an absent one stays. */
export interface AssignConversationInput {
  readonly id: string;
  readonly userId?: string | null;
  readonly teamId?: string | null;
}

/**
 * Assigns a conversation to a user and a team, which are independent of each other, or removes them.
 * @throws NotFoundError, ConflictError for an archived team that the conversation does not have
 */
export async function assignConversation(
  database: DeskDatabase,
  actor: DeskActor,
  { id, userId, teamId }: AssignConversationInput,
): Promise<void> {
  await changeConversation(database, actor, id, async (conversation, { em }) => {
    const team = teamId == null ? teamId : await getRow(em, Team, 'team', teamId);
    if (team && team.id !== conversation.teamId) refuseArchived(team, 'team');
    const user = userId == null ? userId : await getColleague(em, userId);
    return {
      assigneeId: user === undefined ? undefined : (user?.id ?? null),
      teamId: team === undefined ? undefined : (team?.id ?? null),
    };
  });
}
