import { Field, ID, InputType } from 'type-graphql';

/** Input of `retryMessage`. */
@InputType({ description: 'The message to send again.' })
export class RetryMessageInput {
  @Field(() => ID, { description: 'The message.' })
  messageId!: string;

  @Field(() => Boolean, {
    description: 'Must be true for an UNKNOWN message: the contact may have received it already.',
  })
  acceptPossibleDuplicate!: boolean;
}
