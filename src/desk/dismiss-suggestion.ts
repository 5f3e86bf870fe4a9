import { ConflictError } from '../domain/errors.js';
import { SuggestionStatus } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { ReplySuggestion } from '../entities/reply-suggestion.entity.js';
import { toConversationUpdated } from '../people/contact-events.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { getRow, lockRow } from './find-row.js';

/** Dismisses a proposed reply. @throws NotFoundError, ConflictError unless it is open */
export async function dismissSuggestion(
  database: DeskDatabase,
  { tenantId }: DeskActor,
  id: string,
): Promise<void> {
  await database.change(tenantId, async ({ em, emit }) => {
    const suggestion = await lockRow(em, ReplySuggestion, 'suggestion', id);
    if (suggestion.status !== SuggestionStatus.OPEN)
      throw new ConflictError(`The suggestion is ${suggestion.status}.`, { reason: 'WRONG_STATE' });
    suggestion.status = SuggestionStatus.DISMISSED;
    const { channelId } = await getRow(em, Conversation, 'conversation', suggestion.conversationId);
    emit(toConversationUpdated({ id: suggestion.conversationId, channelId }, ['suggestion']));
  });
}
