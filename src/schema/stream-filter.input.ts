import { Field, ID, InputType } from 'type-graphql';

/** Filter of the subscriptions and of `events`. */
@InputType({
  description:
    'Filter of events by their conversation, in its current state. Absent fields do not filter; all given fields must match. An empty list matches nothing; a list takes at most 100 ids.',
})
export class StreamFilter {
  @Field(() => [ID], { nullable: true, description: 'Of one of these conversations.' })
  conversationIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'On one of these numbers.' })
  channelIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of conversations assigned to one of these users.' })
  assigneeIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: of conversations without an assignee. False: with an assignee.',
  })
  unassigned?: boolean | null;

  @Field(() => [ID], { nullable: true, description: 'Of conversations with one of these topics.' })
  topicIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of conversations of one of these teams.' })
  teamIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of conversations with at least one of these labels.' })
  labelIds?: string[] | null;
}
