import { toHandoffWords } from '../domain/handoff-reason.js';
import { isUuid } from '../domain/uuid-v7.js';
import { AiReason, HandoffState } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { announceHandoff } from '../people/announce-handoff.js';
import { lockConversation } from '../people/lock-conversation.js';
import { writeChanges } from './change-conversation.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { lockRow } from './find-row.js';

/** Input of `requestHandoff`. */
export interface RequestHandoffInput {
  readonly id: string;
  readonly reason?: string | null;
}

/**
 * Asks for a person; the assistant stops, and colleagues are notified. Asked for again, only the reason changes.
 * @throws BadUserInputError, NotFoundError
 */
export async function requestHandoff(
  database: DeskDatabase,
  { tenantId }: DeskActor,
  { id, reason }: RequestHandoffInput,
): Promise<void> {
  const words = toHandoffWords(reason);
  const cause = AiReason.ASKED_BY_COLLEAGUE;
  await database.change(tenantId, async unit => {
    if (isUuid(id)) await lockConversation(unit, tenantId, id);
    const conversation = await lockRow(unit.em, Conversation, 'conversation', id);
    const isNew = conversation.handoff !== HandoffState.HANDOFF_REQUESTED;
    writeChanges(unit, conversation, {
      handoff: HandoffState.HANDOFF_REQUESTED,
      handoffReason: words === '' ? cause : `${cause}: ${words}`,
      handoffAt: isNew ? new Date() : conversation.handoffAt,
    });
    if (!isNew) return;
    await unit.em.flush();
    await announceHandoff(unit, { tenantId, conversationId: conversation.id });
  });
}
