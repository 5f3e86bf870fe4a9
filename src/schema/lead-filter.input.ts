import { Field, ID, InputType } from 'type-graphql';
import { AttributeCondition } from './attribute.types.js';

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

  @Field(() => ID, { nullable: true, description: 'With this topic.' })
  topicId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Owned by this user.' })
  ownerId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "A part of the lead's name or phone, at most 100 characters.",
  })
  search?: string | null;

  @Field(() => [AttributeCondition], {
    nullable: true,
    description: "Conditions on the company's own fields, at most 10; all must hold.",
  })
  attributes?: AttributeCondition[] | null;
}
