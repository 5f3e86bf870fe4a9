import { Field, ID, ObjectType } from 'type-graphql';

/** Payload of mutations that delete something. */
@ObjectType({ description: 'Result of a mutation that deletes something.' })
export class DeletePayload {
  @Field(() => ID, { description: 'The id of what was deleted.' })
  deletedId!: string;
}
