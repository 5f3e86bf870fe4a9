import { Field, ID, InputType } from 'type-graphql';

/** Filter of the audit log. */
@InputType({
  description:
    'Filter of activities. Absent fields do not filter; all given fields must match. An empty list matches nothing.',
})
export class ActivityFilter {
  @Field(() => [ID], { nullable: true, description: 'By one of these users.' })
  actorIds?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'One of these actions, such as `lead.updated`.' })
  actions?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'On rows of one of these types, such as `Lead`.' })
  targetTypes?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'On this row.' })
  targetId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'About this contact, and the contacts that were merged into it.',
  })
  contactId?: string | null;

  @Field(() => ID, { nullable: true, description: 'About this conversation.' })
  conversationId?: string | null;

  @Field(() => Date, { nullable: true, description: 'Done at or after this moment.' })
  createdAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Done before this moment.' })
  createdBefore?: Date | null;
}
