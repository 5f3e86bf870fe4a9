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

  @Field(() => ID, {
    nullable: true,
    description:
      'The new team, independent of the assignee; null removes the team. CONFLICT for an archived one.',
  })
  teamId?: string | null;
}

/** Input of `markConversationRead`. */
@InputType({ description: 'What has been read of a conversation.' })
export class MarkConversationReadInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => ID, { description: 'The last message to mark as read; later ones stay unread.' })
  upToMessageId!: string;
}

/** Input of `setTopic`. */
@InputType({ description: 'The topic of a conversation.' })
export class SetTopicInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => ID, { nullable: true, description: 'The topic; when null or absent, keywords set it again.' })
  topicId?: string | null;
}

/** Input of `updateConversation`. */
@InputType({ description: 'Labels to add to a conversation and to remove from it.' })
export class UpdateConversationInput {
  @Field(() => ID, { description: 'The conversation.' })
  id!: string;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Labels to add, at most 50; CONFLICT for an archived one. A conversation has at most 50 labels.',
  })
  addLabelIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Labels to remove, at most 50.' })
  removeLabelIds?: string[] | null;
}

/** Input of `updateConversations`. */
@InputType({ description: 'One change of many conversations: absent fields stay unchanged, null clears.' })
export class UpdateConversationsInput {
  @Field(() => [ID], { description: 'The conversations, 1 to 100.' })
  ids!: string[];

  @Field(() => ConversationStatus, { nullable: true, description: 'The new status.' })
  status?: ConversationStatus | null;

  @Field(() => Date, {
    nullable: true,
    description: 'End of the snooze: required and in the future for SNOOZED, absent otherwise.',
  })
  snoozedUntil?: Date | null;

  @Field(() => ID, { nullable: true, description: 'The new assignee; null removes the assignee.' })
  userId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The new team; null removes the team.' })
  teamId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Labels to add, at most 50.' })
  addLabelIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Labels to remove, at most 50.' })
  removeLabelIds?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The topic, as with setTopic: also of the leads; null lets keywords decide again.',
  })
  topicId?: string | null;
}
