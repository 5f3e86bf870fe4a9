import { BadUserInputError, NotFoundError } from '../domain/errors.js';
import { MessageDirection } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { getRow, lockRow } from './find-row.js';
import { returnReadState } from './read-state.js';

/** Input of `markConversationUnread`. */
export interface MarkConversationUnreadInput {
  readonly id: string;
  /** This inbound message and later ones become unread; null and absent: the last one. */
  readonly fromMessageId?: string | null;
}

/**
 * Marks inbound messages from a message on as unread, for the user alone. A conversation without inbound messages stays
 * as it is.
 * @throws NotFoundError, also when the message is of another conversation; BadUserInputError for an outbound message
 */
export async function markConversationUnread(
  database: DeskDatabase,
  actor: DeskActor,
  { id, fromMessageId }: MarkConversationUnreadInput,
): Promise<void> {
  await database.change(actor.tenantId, async unit => {
    const conversation = await lockRow(unit.em, Conversation, 'conversation', id);
    if (fromMessageId != null) {
      const message = await getRow(unit.em, Message, 'message', fromMessageId);
      if (message.conversationId !== conversation.id) throw new NotFoundError('message', fromMessageId);
      if (message.direction !== MessageDirection.INBOUND)
        throw new BadUserInputError(
          'fromMessageId',
          'is a message that we sent; only inbound messages are unread',
        );
    }
    await returnReadState(unit, actor, conversation, fromMessageId?.toLowerCase() ?? null);
  });
}
