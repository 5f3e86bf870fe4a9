import { Field, ID, InputType } from 'type-graphql';

/** Input of `cancelQueuedMessage`. */
@InputType({ description: 'The message to take back.' })
export class CancelQueuedMessageInput {
  @Field(() => ID, { description: 'The message.' })
  messageId!: string;
}
