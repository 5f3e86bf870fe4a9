import { Field, ID, InputType } from 'type-graphql';
import { ConversationStatus } from '../domain/vocabulary.js';

/** Filter of conversations. */
@InputType({
  description:
    'Filter of conversations. Absent fields do not filter; all given fields must match. An empty list matches nothing.',
})
export class ConversationFilter {
  @Field(() => [ID], { nullable: true, description: 'On one of these numbers.' })
  channelIds?: string[] | null;

  @Field(() => [ConversationStatus], { nullable: true, description: 'With one of these statuses.' })
  status?: ConversationStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'Assigned to this user.' })
  assigneeId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: without an assignee. False: with an assignee.',
  })
  unassigned?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'With this topic.' })
  topicId?: string | null;

  @Field(() => ID, { nullable: true, description: 'With this contact.' })
  contactId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this lead.' })
  leadId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True: with unread messages only.' })
  unreadOnly?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      "A part of the contact's name or phone, at most 100 characters. Searches the first 500 matching contacts.",
  })
  search?: string | null;

  @Field(() => Date, { nullable: true, description: 'With activity after this moment.' })
  activeAfter?: Date | null;
}
