import { Field, Int, ObjectType } from 'type-graphql';

/** Health of a channel. */
@ObjectType({ description: 'The state of a number at its provider, and its queue.' })
export class ChannelHealth {
  @Field(() => Date, {
    nullable: true,
    description: 'When the provider last reported the state; null when it never did.',
  })
  checkedAt!: Date | null;

  @Field(() => String, { nullable: true, description: "The provider's own name of the state." })
  state!: string | null;

  @Field(() => Int, { description: 'Messages that wait to be sent.' })
  outboxDepth!: number;

  @Field(() => Date, { nullable: true, description: 'Since when the oldest queued message waits.' })
  oldestQueuedAt!: Date | null;

  @Field(() => Int, { description: 'Messages for which it is not known whether the provider accepted them.' })
  unknownCount!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'What is wrong with the number, when something is: its status, why its provider refused the last message, and warnings of its provider (quality, limits, restrictions, violations). A warning is removed when the provider withdraws it or when it expires.',
  })
  error!: string | null;
}
