import { Field, InputType } from 'type-graphql';

/** Filter of contacts. */
@InputType({ description: 'Filter of contacts. Absent fields do not filter; all given fields must match.' })
export class ContactFilter {
  @Field(() => String, {
    nullable: true,
    description: 'A part of the name or phone, at most 100 characters.',
  })
  search?: string | null;

  @Field(() => Date, { nullable: true, description: 'Created at or after this moment.' })
  createdAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Created before this moment.' })
  createdBefore?: Date | null;
}
