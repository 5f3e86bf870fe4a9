import { NotFoundError } from '../domain/errors.js';
import { MessageDirection } from '../domain/vocabulary.js';
import { Message } from '../entities/message.entity.js';
import { changeConversation } from './change-conversation.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { getRow } from './find-row.js';

/** Input of `markConversationRead`. */
export interface MarkConversationReadInput {
  readonly id: string;
  /** The last message that was seen; later inbound messages stay unread. */
  readonly upToMessageId: string;
}

/**
 * Marks inbound messages up to a message as read. Never marks anything as unread: a stale request changes nothing.
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
  await changeConversation(database, actor, id, async (conversation, { em }) => {
    const message = await getRow(em, Message, 'message', upToMessageId);
    if (message.conversationId !== conversation.id) throw new NotFoundError('message', upToMessageId);
    if (conversation.unreadCount === 0) return {};
    const after = await em.count(Message, {
      conversationId: conversation.id,
      direction: MessageDirection.INBOUND,
      id: { $gt: message.id },
    });
    return { unreadCount: Math.min(conversation.unreadCount, after) };
  });
}
