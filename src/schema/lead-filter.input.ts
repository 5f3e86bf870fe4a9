import { Field, ID, InputType } from 'type-graphql';

/** Filter of leads. */
@InputType({
  description:
    'Filter of leads. Absent fields do not filter; all given fields must match. An empty list matches nothing.',
})
export class LeadFilter {
  @Field(() => [ID], { nullable: true, description: 'In one of these stages.' })
  stageIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of one of these numbers.' })
  channelIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'With one of these topics.' })
  topicIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Owned by one of these users.' })
  ownerIds?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'True: without an owner. False: with an owner.' })
  unowned?: boolean | null;

  @Field(() => Date, { nullable: true, description: 'Created at or after this moment.' })
  createdAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Created before this moment.' })
  createdBefore?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Last changed at or after this moment.' })
  updatedAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Last changed before this moment.' })
  updatedBefore?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "A part of the lead's name or phone, at most 100 characters.",
  })
  search?: string | null;
}
