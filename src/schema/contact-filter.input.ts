import { Field, ID, InputType } from 'type-graphql';
import { AttributeCondition } from './attribute.types.js';

/** Filter of contacts. */
@InputType({ description: 'Filter of contacts. Absent fields do not filter; all given fields must match.' })
export class ContactFilter {
  @Field(() => String, {
    nullable: true,
    description: 'A part of the name or phone, at most 100 characters.',
  })
  search?: string | null;

  @Field(() => [AttributeCondition], {
    nullable: true,
    description: "Conditions on the company's own fields, at most 10; all must hold.",
  })
  attributes?: AttributeCondition[] | null;

  @Field(() => [ID], { nullable: true, description: 'With at least one of these labels.' })
  labelIds?: string[] | null;

  @Field(() => Date, { nullable: true, description: 'Created at or after this moment.' })
  createdAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Created before this moment.' })
  createdBefore?: Date | null;
}
