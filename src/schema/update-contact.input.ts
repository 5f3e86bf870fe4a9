import { Field, ID, InputType } from 'type-graphql';
import { Json } from '../domain/scalars.js';

/** Input of updateContact. */
@InputType({ description: 'Changes to a contact: absent fields stay unchanged, null clears.' })
export class UpdateContactInput {
  @Field(() => ID, { description: 'The contact.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The name, at most 200 characters. A later name from the provider does not replace it; null lets the next message set it again.',
  })
  displayName?: string | null;

  @Field(() => Json, {
    nullable: true,
    description: "Values of the company's own fields by key; null clears one, absent keys stay.",
  })
  attributes?: Record<string, unknown> | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Labels to add, at most 50; CONFLICT for an archived one. A contact has at most 50 labels.',
  })
  addLabelIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Labels to remove, at most 50.' })
  removeLabelIds?: string[] | null;
}
