import { Field, ID, InputType } from 'type-graphql';

/** Input of `disconnectProvider`. */
@InputType({ description: 'An account at a provider to disconnect.' })
export class DisconnectProviderInput {
  @Field(() => ID, { description: 'The provider account.' })
  accountId!: string;
}
