/** Message data that is not a column. */
import { Field, ObjectType } from 'type-graphql';

/** Reason why a message was not delivered. */
@ObjectType({
  description:
    'Why a message was not delivered. It occurs after the mutation has answered, so it is data and not an error.',
})
export class DeliveryFailure {
  @Field(() => String, { nullable: true, description: "The provider's own code, when it gave one." })
  providerCode!: string | null;

  @Field({ description: 'What went wrong, in words.' })
  message!: string;

  @Field({ description: 'Whether sending it again can help; see retryMessage.' })
  retryable!: boolean;
}
