import { Field, Int, ObjectType } from 'type-graphql';

/** Health of a channel. */
@ObjectType({ description: 'The state of a number at its provider, and its queue.' })
export class ChannelHealth {
  @Field(() => Date, {
    nullable: true,
    description: 'When the provider last reported the state; null if it never did.',
  })
  checkedAt!: Date | null;

  @Field(() => String, { nullable: true, description: "The provider's own term for the state." })
  state!: string | null;

  @Field(() => Int, { description: 'Number of messages that wait to be sent.' })
  outboxDepth!: number;

  @Field(() => Date, { nullable: true, description: 'When the oldest queued message was queued.' })
  oldestQueuedAt!: Date | null;

  @Field(() => Int, {
    description: 'Number of messages with status UNKNOWN: the provider may or may not have accepted them.',
  })
  unknownCount!: number;

  @Field(() => String, {
    nullable: true,
    description:
      "Problems of the number, if any: its status, the provider's reason for refusing the last message, and warnings of the provider (quality, limits, restrictions, violations). A warning is removed when the provider withdraws it or when it expires.",
  })
  error!: string | null;
}
