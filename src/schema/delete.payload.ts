import { Field, ID, ObjectType } from 'type-graphql';

/** Payload of every mutation that removes something. */
@ObjectType({ description: 'Payload of the mutations that remove something.' })
export class DeletePayload {
  @Field(() => ID, { description: 'Id of what was removed: drop it from caches.' })
  deletedId!: string;
}
