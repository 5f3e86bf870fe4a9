/** Inputs of the mutations on conversations. */
import { Field, ID, InputType } from 'type-graphql';
import { ConversationStatus } from '../domain/vocabulary.js';

/** Input of `setConversationStatus`. */
@InputType({ description: 'The new status of a conversation.' })
export class SetConversationStatusInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => ConversationStatus, { description: 'The new status.' })
  status!: ConversationStatus;

  @Field(() => Date, {
    nullable: true,
    description: 'End of the snooze: required and in the future for SNOOZED, absent otherwise.',
  })
  snoozedUntil?: Date | null;
}

/** Input of `assignConversation`. */
@InputType({ description: 'Changes to the assignment of a conversation: absent fields stay unchanged.' })
export class AssignConversationInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => ID, { nullable: true, description: 'The new assignee; null removes the assignee.' })
  userId?: string | null;
}

/** Input of `markConversationRead`. */
@InputType({ description: 'What has been read of a conversation.' })
export class MarkConversationReadInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => ID, { description: 'The last message to mark as read; later ones stay unread.' })
  upToMessageId!: string;
}

/** Input of `markConversationUnread`. */
@InputType({ description: 'What becomes unread for you.' })
export class MarkConversationUnreadInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'This inbound message and later ones become unread; default: the last inbound message.',
  })
  fromMessageId?: string | null;
}

/** Input of `setTopic`. */
@InputType({ description: 'The topic of a conversation.' })
export class SetTopicInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => ID, { nullable: true, description: 'The topic; when null or absent, keywords set it again.' })
  topicId?: string | null;
}
