import { Field, ID, InputType } from 'type-graphql';
import { ConversationStatus, HandoffState } from '../domain/vocabulary.js';

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

  @Field(() => [HandoffState], {
    nullable: true,
    description: 'With one of these hand-off states, such as HANDOFF_REQUESTED: a person is asked for.',
  })
  handoff?: HandoffState[] | null;

  @Field(() => [ID], { nullable: true, description: 'Assigned to one of these users.' })
  assigneeIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: without an assignee. False: with an assignee.',
  })
  unassigned?: boolean | null;

  @Field(() => [ID], { nullable: true, description: 'With one of these topics.' })
  topicIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of one of these teams.' })
  teamIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'With at least one of these labels.' })
  labelIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'With this contact.' })
  contactId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Of this lead.' })
  leadId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True: with unread messages only.' })
  unreadOnly?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: with messages that you have not read. False: without. Not for exports, which belong to no user.',
  })
  unreadByViewer?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      "A part of the contact's name or phone, at most 100 characters. Searches the first 500 matching contacts.",
  })
  search?: string | null;

  @Field(() => Date, { nullable: true, description: 'With activity at or after this moment.' })
  activeAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'With the last activity before this moment.' })
  activeBefore?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Created at or after this moment.' })
  createdAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Created before this moment.' })
  createdBefore?: Date | null;
}
