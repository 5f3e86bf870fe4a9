import { Field, Int, ObjectType } from 'type-graphql';
import { Message } from '../entities/message.entity.js';

/** Type of `Conversation.viewerState`. */
@ObjectType({ description: 'What one user has read of a conversation.' })
export class ConversationViewerState {
  @Field(() => Int, {
    description:
      'Inbound messages after `lastReadMessage`; 100 means 100 or more. Without one: those since the user was created.',
  })
  unreadCount!: number;

  @Field(() => Message, {
    nullable: true,
    description: 'The last message that was read; null when none was, or when it was deleted.',
  })
  lastReadMessage!: object | null;
}
