import { Field, ID, InputType } from 'type-graphql';

/** Input of `deleteChannel`. */
@InputType({ description: 'A number to delete.' })
export class DeleteChannelInput {
  @Field(() => ID, { description: 'The channel.' })
  id!: string;
}
