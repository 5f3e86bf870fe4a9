import { Field, ID, InputType } from 'type-graphql';

/** Input of `rotateWebhookKey`. */
@InputType({ description: 'The account that gets a new webhook key.' })
export class RotateWebhookKeyInput {
  @Field(() => ID, { description: 'The provider account.' })
  accountId!: string;
}
