/** Input and payload of the operations on labels. */
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Label } from '../entities/label.entity.js';

/** Input of `upsertLabel`. */
@InputType({ description: 'A label to create or change; absent fields stay unchanged.' })
export class UpsertLabelInput {
  @Field(() => ID, { nullable: true, description: 'The label to change; without it a new one is created.' })
  id?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Name, required for a new label: 1 to 100 characters, unique in any capitals, archived labels included.',
  })
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Colour as `#rrggbb`; a new label is grey without it.',
  })
  color?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: it can no longer be added; it stays where it is set. False takes it back.',
  })
  isArchived?: boolean | null;
}

/** Payload of `upsertLabel`. */
@ObjectType({ description: 'The label after the mutation.' })
export class LabelPayload {
  @Field(() => Label, { description: 'The label after the mutation.' })
  label!: object;
}
