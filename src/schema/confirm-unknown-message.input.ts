import { Field, ID, InputType } from 'type-graphql';

/** Input of `confirmUnknownMessage`. */
@InputType({ description: 'The message that arrived.' })
export class ConfirmUnknownMessageInput {
  @Field(() => ID, { description: 'The message.' })
  messageId!: string;
}
