/** Common steps of every change to one conversation: lock, decide, write the difference, emit its event. */
import type { EntityManager } from '@mikro-orm/postgresql';
import { toFieldName } from '../domain/field-name.js';
import { Conversation } from '../entities/conversation.entity.js';
import { toConversationUpdated } from '../people/contact-events.js';
import { applyChanges } from './apply-changes.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { lockRow } from './find-row.js';

/**
 * Locks the conversation, computes the wanted values, then writes the difference and emits its event, if there is any.
 * @throws NotFoundError
 */
export async function changeConversation(
  database: DeskDatabase,
  actor: Pick<DeskActor, 'tenantId'>,
  id: string,
  decide: (conversation: Conversation, em: EntityManager) => Promise<Partial<Conversation>>,
): Promise<void> {
  await database.change(actor.tenantId, async ({ em, emit }) => {
    const conversation = await lockRow(em, Conversation, 'conversation', id);
    const { assigneeId, topicId } = conversation;
    const changed = applyChanges(conversation, await decide(conversation, em));
    if (changed.length === 0) return;
    const was =
      changed.includes('assigneeId') || changed.includes('topicId') ? { assigneeId, topicId } : null;
    emit(toConversationUpdated(conversation, changed.map(toFieldName), was));
  });
}
