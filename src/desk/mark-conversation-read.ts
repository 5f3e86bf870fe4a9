import { NotFoundError } from '../domain/errors.js';
import { toFieldName } from '../domain/field-name.js';
import { MessageDirection } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { toConversationUpdated } from '../people/contact-events.js';
import { applyChanges } from './apply-changes.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { getRow, lockRow } from './find-row.js';
import { advanceReadState } from './read-state.js';

/** Input of `markConversationRead`. */
export interface MarkConversationReadInput {
  readonly id: string;
  /** The last message that was seen; later inbound messages stay unread. */
  readonly upToMessageId: string;
}

/**
 * Marks inbound messages up to a message as read, for the user and in the count of messages that no user has read. Never
 * marks anything as unread: a stale request changes nothing.
 *
 * The conversation is locked before the messages are counted, and storing a message locks it too, so no message is
 * counted twice or left out.
 * @throws NotFoundError, also when the message is of another conversation
 */
export async function markConversationRead(
  database: DeskDatabase,
  actor: DeskActor,
  { id, upToMessageId }: MarkConversationReadInput,
): Promise<void> {
  await database.change(actor.tenantId, async unit => {
    const { em, emit } = unit;
    const conversation = await lockRow(em, Conversation, 'conversation', id);
    const message = await getRow(em, Message, 'message', upToMessageId);
    if (message.conversationId !== conversation.id) throw new NotFoundError('message', upToMessageId);
    if (conversation.unreadCount > 0) {
      const after = await em.count(Message, {
        conversationId: conversation.id,
        direction: MessageDirection.INBOUND,
        id: { $gt: message.id },
      });
      const unreadCount = Math.min(conversation.unreadCount, after);
      const changed = applyChanges(conversation, { unreadCount });
      if (changed.length > 0) emit(toConversationUpdated(conversation, changed.map(toFieldName)));
    }
    await advanceReadState(unit, actor, conversation, message.id);
  });
}
