/** Message data that is not a column. */
import { Field, ObjectType } from 'type-graphql';

/** Reason why a message was not delivered. */
@ObjectType({
  description:
    'Reason for a failed delivery. It occurs after the mutation has returned, so it is data and not an error.',
})
export class DeliveryFailure {
  @Field(() => String, { nullable: true, description: "The provider's own code, if any." })
  providerCode!: string | null;

  @Field({ description: 'The reason, as text.' })
  message!: string;

  @Field({ description: 'True if a retry can succeed; see retryMessage.' })
  retryable!: boolean;
}
